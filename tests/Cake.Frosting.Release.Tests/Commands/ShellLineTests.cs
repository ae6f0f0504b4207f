using Cake.Frosting.Release.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace Cake.Frosting.Release.Tests.Commands;

/// <summary>What plan and runbook print is what a person can type: a real shell parses it back.</summary>
public sealed class ShellLineTests
{
    private const string Print = "for a; do printf '%s\\0' \"$a\"; done";

    private static readonly string[] Pieces =
    [
        "a",
        " ",
        "'",
        "\"",
        "\\",
        "$",
        "$(id)",
        "`",
        "\n",
        "\r",
        "\t",
        "\u0001",
        "\u001b",
        "7",
        "ü",
        "🚢",
        "\u0085",
        "!",
        "#",
        "~",
        "*",
        "=",
        "{a,b}",
        "-",
        "%",
        "&",
        ";",
        "|",
        "x41",
        "‹",
        "^",
    ];

    private static readonly Arbitrary<string[]> Arguments = Gen.Elements(Pieces)
        .ArrayOf()
        .Select(string.Concat)
        .ArrayOf()
        .ToArbitrary();

    [TestCase("C")]
    [TestCase("C.UTF-8")]
    public void Bash_parses_a_command_back_to_the_very_same_arguments(string locale) =>
        Prop.ForAll(Arguments, arguments => Parsed("bash", arguments, locale).SequenceEqual(arguments))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Test]
    public void Any_POSIX_shell_does_unless_an_argument_holds_control_characters() =>
        Prop.ForAll(
                Arguments.Filter(arguments => !arguments.Any(argument => argument.Any(char.IsControl))),
                arguments => Parsed("sh", arguments, "C").SequenceEqual(arguments)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Test]
    public void A_line_is_one_line_whatever_its_arguments_hold() =>
        Prop.ForAll(Arguments, arguments => !new Command("x", arguments).ToString().Any(char.IsControl))
            .QuickCheckThrowOnFailure();

    [TestCaseSource(typeof(ArgumentTests), nameof(ArgumentTests.Hostile))]
    public void Every_hostile_argument_survives(string argument) =>
        Parsed("bash", [argument], "C").ShouldBe([argument]);

    [Test]
    public void A_program_whose_name_holds_an_equals_sign_is_no_assignment() =>
        new Command("A=b", "c").ToString().ShouldBe("'A=b' c");

    [TestCase("plain", ExpectedResult = "x plain")]
    [TestCase("two words", ExpectedResult = "x 'two words'")]
    [TestCase("it's", ExpectedResult = @"x 'it'\''s'")]
    [TestCase("a\nb", ExpectedResult = @"x $'a\nb'")]
    [TestCase("\u001b[1m", ExpectedResult = @"x $'\033[1m'")]
    [TestCase("", ExpectedResult = "x ''")]
    [TestCase("‹snapshot›", ExpectedResult = "x ‹snapshot›")]
    [TestCase("--file=a/b-1.sql", ExpectedResult = "x --file=a/b-1.sql")]
    public string An_argument_is_quoted_only_where_it_must_be(string argument) =>
        new Command("x", argument).ToString();

    [Test]
    public void Variables_come_first_and_a_secret_is_a_reference_to_its_variable() =>
        new Command("psql", "-c", "select 1")
            .WithEnvironment("PGPASSWORD", new Secret("DB_PASSWORD", "hunter2!"))
            .WithEnvironment("PGAPPNAME", "my app")
            .ToString()
            .ShouldBe("PGAPPNAME='my app' PGPASSWORD=\"$DB_PASSWORD\" psql -c 'select 1'");

    private static string[] Parsed(string shell, string[] arguments, string locale)
    {
        var line = new Command("show", arguments).ToString();
        var result = new Command(shell, "-c", $"show() {{ {Print}; }}; {line}")
            .WithEnvironment("LC_ALL", locale)
            .RunAsync()
            .GetAwaiter()
            .GetResult();
        return result.StandardOutput.Split('\0')[..^1];
    }
}
