namespace Cake.Frosting.Release.Commands;

/// <summary>What a pipeline that ended as expected left behind.</summary>
/// <param name="Bytes">How many bytes the last command wrote.</param>
/// <param name="Sha256">The SHA-256 of these bytes in lower-case hexadecimal.</param>
/// <param name="Elapsed">How long it ran.</param>
public sealed record PipelineResult(long Bytes, string Sha256, TimeSpan Elapsed);
