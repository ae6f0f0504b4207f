using Cake.Frosting.Release.Commands;
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

    /// <summary>
    /// Refuses to take a release up with a configuration that would make another release of it. Changes nothing.
    /// </summary>
    /// <param name="release">The release.</param>
    /// <param name="begun">What the release has found out so far.</param>
    /// <exception cref="Errors.ReleaseRefusedException">It would become another one.</exception>
    void RefuseOther(ReleaseIdentity release, Facts begun) { }

    /// <summary>The directory that holds the files of a version, once it was fetched.</summary>
    /// <param name="version">The version.</param>
    string DirectoryOf(string version);

    /// <summary>
    /// Where a command of the new version runs beside the service: in a container of its own; this machine, where
    /// services are processes of it.
    /// </summary>
    /// <param name="service">The service, whose surroundings it has.</param>
    /// <param name="release">The release, whose version it is of.</param>
    IPlace OnceIn(string service, ReleaseIdentity release) => new ThisMachine();

    /// <summary>Where a command of the old version runs beside the service, once the version is set back.</summary>
    /// <param name="service">The service, whose surroundings it has.</param>
    /// <param name="release">The release that is taken back.</param>
    IPlace OnceBefore(string service, ReleaseIdentity release) => new ThisMachine();

    /// <summary>
    /// A volume into which the new version can write before the old one stops; <c>null</c> where services have no
    /// volumes.
    /// </summary>
    /// <param name="service">The service, whose surroundings its containers have.</param>
    /// <param name="release">The release, whose version they are of.</param>
    IAheadVolume? AheadVolumeOf(string service, ReleaseIdentity release) => null;

    /// <summary>Where a command runs within the running service; this machine, where services are processes of it.</summary>
    /// <param name="service">The service.</param>
    IPlace Inside(string service) => new ThisMachine();
}
