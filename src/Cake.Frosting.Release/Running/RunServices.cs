using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>What running a release needs from outside.</summary>
/// <param name="Runner">Runs commands.</param>
/// <param name="Redactor">Replaces secrets.</param>
/// <param name="Time">The clock.</param>
/// <param name="Observer">Hears how the release gets on, besides the journal.</param>
public sealed record RunServices(
    ICommandRunner Runner,
    Redactor Redactor,
    TimeProvider Time,
    IReleaseObserver Observer
);
