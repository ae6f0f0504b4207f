namespace Cake.Frosting.Release.Assets;

/// <summary>A static file could not be compressed. The message names it and says what to do.</summary>
public sealed class CompressException : Exception
{
    /// <summary>Says what failed.</summary>
    /// <param name="path">The file or directory that it failed on.</param>
    /// <param name="message">What failed, why, and the way out.</param>
    /// <param name="cause">What the operating system said, if it was asked.</param>
    public CompressException(string path, string message, Exception? cause = null)
        : base(message, cause) => Path = path;

    /// <summary>The file or directory that it failed on.</summary>
    public string Path { get; }

    internal static CompressException Reading(string path, Exception cause) =>
        new(
            path,
            $"Cannot read {path}: {cause.Message} "
                + "Make it readable for the user that runs the release, or exclude it by a pattern.",
            cause
        );

    internal static CompressException Writing(string path, Exception cause) =>
        new(
            path,
            $"Cannot write {path}: {cause.Message} "
                + "Give the user that runs the release write access to its directory, and check the free space.",
            cause
        );
}
