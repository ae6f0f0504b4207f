namespace Cake.Frosting.Release.Commands;

/// <summary>One command of a <see cref="Pipeline"/>, and where it runs.</summary>
/// <param name="Place">Where.</param>
/// <param name="Command">What; its <see cref="Command.StandardInput"/> and <see cref="Command.Deadline"/> have no say here.</param>
public sealed record PipelinePart(IPlace Place, Command Command);
