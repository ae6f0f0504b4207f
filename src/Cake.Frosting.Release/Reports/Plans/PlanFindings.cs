using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>What was found out about a plan without changing anything.</summary>
public sealed record PlanFindings
{
    /// <summary>What the probes found, by the step's id. A step without a probe is missing.</summary>
    public IReadOnlyDictionary<string, Probe> Probes { get; init; } = new Dictionary<string, Probe>();

    /// <summary>Why a probe could not tell, by the step's id.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; init; } = new Dictionary<string, string>();

    /// <summary>What a step would change in files, as a unified diff, by the step's id.</summary>
    public IReadOnlyDictionary<string, string> Previews { get; init; } = new Dictionary<string, string>();

    /// <summary>Replaces secrets in every text of the plan and of what was found out.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>Earlier releases of the project: the expected downtime is the median of theirs.</summary>
    public IReadOnlyList<ReleaseRecord> Earlier { get; init; } = [];
}
