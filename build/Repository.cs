using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Build;

/// <summary>This repository: where it is, and how its own commands run, whatever directory is released.</summary>
internal static class Repository
{
    /// <summary>The directory of Recipes.sln, above the program.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The directory of everything that is made.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Runs a command at the root and shows its output as it comes.</summary>
    /// <param name="tool">Runs and redacts.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<CommandResult> ShowAsync(
        Tool tool,
        Command command,
        CancellationToken cancellationToken
    )
    {
        tool.Output.WriteLine($"> {command}");
        return tool.Runner.RunAsync(
            new ThisMachine(),
            command with
            {
                WorkingDirectory = Root,
            },
            tool.Output.WriteLine,
            cancellationToken
        );
    }

    /// <summary>Runs a command at the root.</summary>
    /// <param name="tool">Runs and redacts.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<CommandResult> AskAsync(
        Tool tool,
        Command command,
        CancellationToken cancellationToken
    ) =>
        tool.Runner.RunAsync(
            new ThisMachine(),
            command with
            {
                WorkingDirectory = Root,
            },
            null,
            cancellationToken
        );

    private static string Find(DirectoryInfo? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Recipes.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName
            ?? throw new DirectoryNotFoundException("Recipes.sln is not above the program.");
    }
}
