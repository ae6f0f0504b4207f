using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms;

/// <summary>
/// What keeps the service running. A platform knows how its services are described, fetched, stopped, set to a
/// version, started and waited for; each lives in a folder of its own and shares no base class.
/// </summary>
public interface IPlatform
{
    /// <summary>What it is, for plan and status: <c>processes in /srv/shop</c>.</summary>
    string Name { get; }

    /// <summary>What runs now. Changes nothing.</summary>
    /// <param name="context">Runs commands.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<PlatformState> DescribeAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Its steps of a release: fetch in Backup, stop in Stop, set the version in Pull, start and wait in Start,
    /// tidy up in Announce; each with its undo.
    /// </summary>
    /// <param name="release">The release.</param>
    IReadOnlyList<Step> Steps(ReleaseIdentity release);

    /// <summary>The directory that holds the files of a version, once it was fetched.</summary>
    /// <param name="version">The version.</param>
    string DirectoryOf(string version);
}
