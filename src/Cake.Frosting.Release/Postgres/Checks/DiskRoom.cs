namespace Cake.Frosting.Release.Postgres;

/// <summary>How much room there is where a directory is, or will be.</summary>
/// <param name="Path">The nearest directory that is there.</param>
/// <param name="Free">The bytes that may be written.</param>
/// <param name="Total">The bytes of the whole file system.</param>
internal sealed record DiskRoom(string Path, long Free, long Total)
{
    /// <summary>The room; <c>null</c> where that cannot be told.</summary>
    public static DiskRoom? At(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        while (!Directory.Exists(path) && System.IO.Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        try
        {
            var drive = new DriveInfo(path);
            return new DiskRoom(path, drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether both are of one file system, as far as can be told: of one size, and with as much free but for what is
    /// being written at this moment.
    /// </summary>
    public bool SharesDiskWith(DiskRoom other) =>
        Total == other.Total && Math.Abs(Free - other.Free) <= Total / 1000;
}
