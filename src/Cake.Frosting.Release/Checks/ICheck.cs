using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>Something that has to hold, and that may need some time until it does.</summary>
public interface ICheck
{
    /// <summary>What it issues at each try, for plan and runbook.</summary>
    Instruction Instruction { get; }

    /// <summary>The same check for one wait: one that compares its looks begins anew with each wait.</summary>
    ICheck Begin() => this;

    /// <summary>Looks once. Changes nothing.</summary>
    /// <param name="context">Runs commands.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns><c>null</c> where it holds; otherwise what was seen instead, as a clause.</returns>
    Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken);
}
