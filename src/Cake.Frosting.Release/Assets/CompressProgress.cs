namespace Cake.Frosting.Release.Assets;

/// <summary>How far a run is. Reported after each file, from any thread.</summary>
/// <param name="Path">The full path of the source that was finished last.</param>
/// <param name="FilesDone">How many of the files that need work are finished.</param>
/// <param name="FilesTotal">How many files need work; those in place already are not counted.</param>
/// <param name="BytesDone">The size of the finished sources, in bytes.</param>
/// <param name="BytesTotal">The size of all sources that need work, in bytes.</param>
public sealed record CompressProgress(
    string Path,
    int FilesDone,
    int FilesTotal,
    long BytesDone,
    long BytesTotal
);
