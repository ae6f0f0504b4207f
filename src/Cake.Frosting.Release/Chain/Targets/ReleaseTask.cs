namespace Cake.Frosting.Release.Chain;

/// <summary>Releases the next version, or goes on with the release that an earlier run left unfinished.</summary>
[TaskName("Release")]
[TaskDescription("Releases the next version, or goes on with an unfinished release.")]
[IsDependentOn(typeof(AnnounceTask))]
public sealed class ReleaseTask : FrostingTask<ReleaseContext>;
