namespace Faults.Bench;

/// <summary>A directory on a small disk of its own, which can be filled up.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Ballast = ".ballast";

    private SmallDisk(string name, string directory)
    {
        Name = name;
        Directory = directory;
    }

    /// <summary>What lies on it.</summary>
    public string Name { get; }

    public string Directory { get; }

    /// <summary>Why it cannot be filled; <c>null</c> where it can.</summary>
    public string? NotHere { get; private init; }

    /// <summary>Whether disks can be mounted by who runs this.</summary>
    public static string? WhyNot =>
        !Environment.IsPrivilegedProcess ? "mounting a small disk needs root"
        : !File.Exists("/usr/bin/fallocate") ? "fallocate is missing (util-linux)"
        : null;

    /// <summary>Puts a disk in the place of a directory, with what lies in it.</summary>
    /// <param name="name">What lies on it.</param>
    /// <param name="directory">The directory; made where it is missing.</param>
    /// <param name="megabytes">How large it is.</param>
    public static async Task<SmallDisk> MountAsync(string name, string directory, int megabytes)
    {
        System.IO.Directory.CreateDirectory(directory);
        if (WhyNot is { } why)
        {
            return new SmallDisk(name, directory) { NotHere = why };
        }

        var moved = directory + ".moved";
        await Shell.RunAsync("/", "cp", "--archive", directory, moved);
        try
        {
            await Shell.RunAsync(
                "/",
                "mount",
                "-t",
                "tmpfs",
                "-o",
                $"size={megabytes}m,mode=0755",
                "faults",
                directory
            );
            await Shell.RunAsync("/", "cp", "--archive", "--no-target-directory", moved, directory);
            return new SmallDisk(name, directory);
        }
        catch (InvalidOperationException exception)
        {
            return new SmallDisk(name, directory) { NotHere = exception.Message.ReplaceLineEndings(" ") };
        }
        finally
        {
            await Shell.RunAsync("/", "rm", "-rf", moved);
        }
    }

    /// <summary>Fills it but for some bytes.</summary>
    public async Task FillAsync(long leave)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var free = new DriveInfo(Directory).AvailableFreeSpace - leave;
            if (free <= 0)
            {
                return;
            }

            try
            {
                await Shell.RunAsync(Directory, "fallocate", "--length", $"{free}", Ballast);
                return;
            }
            catch (InvalidOperationException)
            {
                // Somebody took room between the look and now.
                Free();
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Path.Combine(Directory, Ballast));

    public async ValueTask DisposeAsync()
    {
        if (NotHere is null)
        {
            await Shell.RunAsync("/", "umount", "--lazy", Directory);
        }
    }
}
