using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// Goes along with a release or a rollback from its begin to its end, however it ends: a load that measures
/// downtime, for example.
/// </summary>
public interface ICompanion : IDisposable
{
    /// <summary>Begins, once the target is locked and before the first step.</summary>
    /// <param name="isNew">Whether a new release begins; otherwise one is taken up again, or taken back.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    Task BeginAsync(bool isNew, CancellationToken cancellationToken);

    /// <summary>Ends, after the last step and before the report is written.</summary>
    /// <param name="facts">Takes what was found out; the report shows <c>writes.*</c> and <c>downtime.*</c>.</param>
    /// <returns>Warnings; none where all is well.</returns>
    Task<IReadOnlyList<string>> EndAsync(Facts facts);
}
