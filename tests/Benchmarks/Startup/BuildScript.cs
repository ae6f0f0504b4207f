namespace Benchmarks.Startup;

/// <summary>The build script of this repository, started in directories that the bench made.</summary>
internal sealed class BuildScript
{
    private readonly string script;
    private readonly string program;
    private readonly string empty;
    private readonly string quickstart;

    public BuildScript(string directory)
    {
        var root = RootAbove(AppContext.BaseDirectory);
        script = Path.Join(root, "build.sh");
        empty = Directory.CreateDirectory(Path.Join(directory, "empty")).FullName;
        quickstart = Directory.CreateDirectory(Path.Join(directory, "quickstart")).FullName;
        // Compiled before anything is measured.
        Shell.Run(script, ["--version"], empty);
        var programs = Path.Join(root, "artifacts", "program");
        program = Path.Join(programs, File.ReadAllText(Path.Join(programs, "current")).Trim(), "Build.dll");
    }

    /// <summary>The compiled program, without the script around it.</summary>
    public Contender Program(string argument) =>
        new($"dotnet exec Build.dll {argument}", "dotnet", "exec", program, argument);

    /// <summary>The script, in a directory where nothing is released.</summary>
    public Contender Script(string argument) => new($"./build.sh {argument}", script, argument);

    /// <summary>Releases the quickstart, and gives the Status of it; nothing where PostgreSQL is missing.</summary>
    public IEnumerable<Contender> SetUpQuickstart()
    {
        try
        {
            Shell.Run(script, ["--target=Release"], quickstart);
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"Skipped: the quickstart's status (it cannot be set up: {exception.Message})");
            return [];
        }

        return [new Contender("./build.sh --target=Status, quickstart set up", script, "--target=Status")];
    }

    public string DirectoryOf(Contender contender) =>
        contender.Name.EndsWith("set up", StringComparison.Ordinal) ? quickstart : empty;

    public void Teardown()
    {
        if (Directory.Exists(Path.Join(quickstart, ".quickstart")))
        {
            Shell.Run(script, ["--target=Teardown"], quickstart);
        }
    }

    private static string RootAbove(string directory) =>
        File.Exists(Path.Join(directory, "Recipes.sln"))
            ? directory
            : RootAbove(
                Path.GetDirectoryName(directory)
                    ?? throw new DirectoryNotFoundException("Recipes.sln is not above the bench.")
            );
}
