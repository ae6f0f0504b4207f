namespace Cake.Frosting.Release.Changelogs;

/// <summary>Has entries for a release besides those that people wrote into the changelog.</summary>
public interface IEntrySource
{
    /// <summary>The entries since the last release. Nothing is changed.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Errors.ReleaseException">They cannot be read, or not understood.</exception>
    Task<GeneratedEntries> ReadAsync(CancellationToken cancellationToken);
}
