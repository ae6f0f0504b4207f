using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Commands;

public sealed class ArgumentTests
{
    private const string PrintArguments = "for a; do printf '%s\\0' \"$a\"; done";

    public static readonly string[] Hostile =
    [
        "two words",
        "",
        "'single' \"double\" `back`",
        "$(touch /tmp/never) ${HOME} $HOME",
        "first\nsecond\r\n\tthird",
        "back\\slash\\n",
        "-rf",
        "--",
        "*?[a-z]~",
        ";&|<>(){}#!",
        "ümläut ‹blank› 日本語 🚢",
        " leading and trailing ",
        "\u0001\u001b[31m\u007f\u0085",
        "a=b",
    ];

    [Test]
    public async Task Every_argument_reaches_the_program_byte_for_byte()
    {
        var result = await Shell.Sh(PrintArguments, Hostile).RunAsync();

        result.StandardOutput.Split('\0')[..^1].ShouldBe(Hostile);
    }

    [Test]
    public async Task A_variable_reaches_the_program_byte_for_byte(
        [ValueSource(nameof(Hostile))] string value
    )
    {
        var result = await Shell.Sh("printf '%s' \"$VALUE\"").WithEnvironment("VALUE", value).RunAsync();

        result.StandardOutput.ShouldBe(value);
    }

    [Test]
    public async Task Standard_input_reaches_the_program_byte_for_byte()
    {
        var text = string.Concat(Enumerable.Repeat("zeile ü 🚢\r\n\0", 100_000));

        var result = await (new Command("cat") { StandardInput = text }).RunAsync();

        result.StandardOutput.ShouldBe(text);
    }

    [Test]
    public async Task Without_standard_input_a_program_reads_nothing_and_does_not_wait()
    {
        (await new Command("cat").RunAsync()).StandardOutput.ShouldBeEmpty();
    }

    [Test]
    public async Task A_program_need_not_read_its_input()
    {
        var command = new Command("true") { StandardInput = new string('x', 10_000_000) };

        (await command.RunAsync()).ExitCode.ShouldBe(0);
    }

    [TestCase(0)]
    [TestCase(0xd800)]
    public async Task What_no_program_can_be_handed_is_refused_and_not_cut_short(int code)
    {
        var argument = $"a{(char)code}b";
        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            new Command("echo", argument).RunAsync()
        );

        failure.Problem.ShouldContain("an argument holds a character that no program can be given");
        await Should.ThrowAsync<CommandFailedException>(() =>
            new Command("env").WithEnvironment("VALUE", argument).RunAsync()
        );
    }

    [Test]
    public async Task A_program_is_looked_for_on_PATH_and_not_in_the_current_directory()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("bin/tool-of-path", "#!/bin/sh\necho from PATH\n");
        // What .NET does by itself: the current directory is searched before PATH.
        var decoy = Path.Combine(Environment.CurrentDirectory, "tool-of-path");
        File.WriteAllText(decoy, "no program");
        try
        {
            var result = await new Command("tool-of-path")
                .WithEnvironment("PATH", $"{directory["bin"]}:{Environment.GetEnvironmentVariable("PATH")}")
                .RunAsync();

            result.Value.ShouldBe("from PATH");
        }
        finally
        {
            File.Delete(decoy);
        }
    }

    [Test]
    public async Task A_relative_program_is_meant_from_the_directory_that_it_runs_in()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("tool", "#!/bin/sh\npwd\n");

        var result = await (new Command("./tool") { WorkingDirectory = directory.Path }).RunAsync();

        result.Value.ShouldBe(directory.Path);
    }
}
