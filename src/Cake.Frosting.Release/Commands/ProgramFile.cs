namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Finds the file of a program as a shell would. .NET looks beside the tool and in its current directory before
/// it looks on PATH, and takes a relative path from there and not from the directory that the command runs in.
/// </summary>
internal static class ProgramFile
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file, which need not exist where the program is a path; <c>null</c> where PATH has none.</summary>
    public static string? Find(Command command)
    {
        if (OperatingSystem.IsWindows())
        {
            return command.Program;
        }

        if (command.Program.Contains('/', StringComparison.Ordinal))
        {
            return Path.GetFullPath(command.Program, Path.GetFullPath(command.WorkingDirectory ?? "."));
        }

        var path = command.Environment.TryGetValue("PATH", out var own)
            ? own.Reveal()
            : Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var directory in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.GetFullPath(Path.Combine(directory, command.Program));
            if (File.Exists(file) && (File.GetUnixFileMode(file) & Executable) != 0)
            {
                return file;
            }
        }

        return null;
    }
}
