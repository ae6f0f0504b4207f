using System.Globalization;
using System.Reflection;

namespace Faults;

/// <summary>What the command line says.</summary>
internal sealed record SuiteOptions
{
    /// <summary><c>--seed=N</c>: decides all that is left to chance.</summary>
    public int Seed { get; init; }

    /// <summary><c>--only=TEXT</c>: only faults whose id begins with it, or contains it.</summary>
    public string Only { get; init; } = "";

    /// <summary><c>--system=NAME</c>: what is released: quickstart, or compose.</summary>
    public string System { get; init; } = "quickstart";

    /// <summary><c>--workers=N</c>: workspaces side by side.</summary>
    public int Workers { get; init; } = 2;

    /// <summary><c>--sample=N</c>: so many faults of every kind, chosen by the seed; 0 for all.</summary>
    public int Sample { get; init; }

    /// <summary><c>--list</c>: says what would be tried.</summary>
    public bool IsList { get; init; }

    /// <summary><c>--tool=FILE</c>: the built build script.</summary>
    public string Tool { get; init; } =
        Assembly
            .GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "Build")
            .Value!;

    /// <summary><c>--artifacts=DIRECTORY</c>: where the results are written.</summary>
    public string Artifacts { get; init; } = Path.Combine("artifacts", "faults");

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentException">It has something in it that is not known.</exception>
    public static SuiteOptions Parse(IReadOnlyList<string> arguments, int anySeed) =>
        arguments.Aggregate(
            new SuiteOptions { Seed = anySeed },
            (options, argument) =>
                argument.Split('=', 2) switch
                {
                    ["--seed", var seed] => options with { Seed = Number(seed) },
                    ["--only", var only] => options with { Only = only },
                    ["--system", "quickstart" or "compose"] => options with { System = argument[9..] },
                    ["--workers", var workers] => options with { Workers = Number(workers) },
                    ["--sample", var sample] => options with { Sample = Number(sample) },
                    ["--tool", var tool] => options with { Tool = Path.GetFullPath(tool) },
                    ["--artifacts", var directory] => options with { Artifacts = directory },
                    ["--list"] => options with { IsList = true },
                    _ => throw new ArgumentException(
                        $"{argument} is not known. There are: --seed=N --only=TEXT --system=quickstart|compose --workers=N --sample=N --list"
                    ),
                }
        );

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"'{text}' is not a number.");
}
