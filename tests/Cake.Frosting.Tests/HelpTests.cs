using Cake.Frosting.Internal;
using Spectre.Console;

namespace Cake.Frosting.Tests;

public sealed class HelpTests
{
    [TestCase("-h")]
    [TestCase("--help")]
    public void Help_lists_every_option_and_runs_nothing(string option)
    {
        var (exitCode, output) = Run(option);

        exitCode.ShouldBe(0);
        foreach (
            var name in new[]
            {
                "-t, --target <TARGET>",
                "-w, --working <PATH>",
                "-v, --verbosity <VERBOSITY>",
                "--description",
                "--tree",
                "--dryrun",
                "-e, --exclusive",
                "--version",
                "--info",
            }
        )
        {
            output.ShouldContain(name);
        }
    }

    [Test]
    public void A_value_for_a_switch_is_refused_before_anything_runs()
    {
        var (exitCode, output) = Run("--dryrun=later");

        exitCode.ShouldBe(-1);
        output.ShouldContain("Flags cannot be assigned a value");
    }

    [Test]
    public void A_verbosity_that_does_not_exist_is_refused()
    {
        var (exitCode, output) = Run("-v", "loud");

        exitCode.ShouldBe(-1);
        output.ShouldContain("loud");
    }

    private static (int ExitCode, string Output) Run(params string[] args)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) }
        );
        return (
            CommandLine.Run(args, () => throw new InvalidOperationException("not needed"), console),
            output.ToString()
        );
    }
}
