using System.Globalization;

namespace Benchmarks.Startup;

/// <summary>How long the tool itself takes: whole processes, against a program that only says hello.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    public string Name => "startup";

    public string Summary => "starting the tool, against dotnet exec of a hello world; --full takes its time";

    public Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var rounds = arguments.Contains("--full") ? 51 : 15;
        var directory = Directory.CreateTempSubdirectory("bench-startup-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL runs as another user where the bench runs as root.
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }

        try
        {
            var build = new BuildScript(directory);
            var hello = HelloWorld.Build(Path.Join(directory, "hello"));
            try
            {
                Measure("The tool's start", rounds, hello, build);
            }
            finally
            {
                build.Teardown();
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return Task.FromResult(0);
    }

    private static void Measure(string title, int rounds, Contender hello, BuildScript build)
    {
        var setUp = build.SetUpQuickstart();
        Contender[] contenders =
        [
            hello,
            build.Program("--version"),
            build.Script("--version"),
            build.Script("--description"),
            build.Script("--target=Schema"),
            build.Script("--target=Status"),
            .. setUp,
        ];
        var table = new Table("command", "median", "over hello", "ratio to hello");
        var measured = Rounds.Run(contenders, rounds, build.DirectoryOf);
        foreach (var one in measured)
        {
            table.Add(
                one.Contender.Name,
                Milliseconds(one.Seconds),
                Milliseconds(one.Seconds - measured[0].Seconds),
                one.Ratio.ToString("0.00", CultureInfo.InvariantCulture)
            );
        }

        table.Print($"{title}, {rounds} rounds");
    }

    private static string Milliseconds(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms");
}
