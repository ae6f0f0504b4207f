namespace Cake.Frosting.Release.State;

/// <summary>
/// How long each side of a connection believes in the other one. The tool must have stopped before the host lets
/// go of the lock; ADR 11 has the argument.
/// </summary>
/// <param name="Beat">How often the tool says that it is alive.</param>
/// <param name="OfTool">
/// So long after it last said something that was acknowledged, the tool takes the lock for lost and stops what
/// runs, which may take <see cref="ToStop"/>.
/// </param>
/// <param name="OfHost">So long after it last heard of the tool, the host lets go of the lock; whole seconds.</param>
internal sealed record HostPatience(TimeSpan Beat, TimeSpan OfTool, TimeSpan OfHost)
{
    /// <summary>
    /// What is given to whatever runs when the lock is lost, or the tool killed; a process that ignores SIGTERM is
    /// killed after 5 s.
    /// </summary>
    public static readonly TimeSpan ToStop = TimeSpan.FromSeconds(10);

    public static HostPatience Default { get; } =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60));
}
