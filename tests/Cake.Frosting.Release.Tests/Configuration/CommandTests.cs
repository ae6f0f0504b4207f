using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class CommandTests
{
    [TestCase("dotnet Shop.dll", "must be a list, as there is no shell; write [dotnet, Shop.dll]")]
    [TestCase(
        "./web --name {version}",
        "must be a list, as there is no shell; write [./web, --name, \"{version}\"]"
    )]
    [TestCase(
        "a | b > c",
        "must be a list, as there is no shell; write [sh, -c, …] for a command that needs one"
    )]
    [TestCase("", "must be a list of a program and its arguments, such as [dotnet, Shop.dll]", true)]
    [TestCase("[]", "must be a list of a program and its arguments, such as [dotnet, Shop.dll]")]
    [TestCase("{ a: b }", "must be a list of a program and its arguments, such as [dotnet, Shop.dll]")]
    [TestCase("[[dotnet, Shop.dll]]", "must be one command, not a list of commands")]
    public void A_command_is_a_list(string written, string expected, bool isMissing = false)
    {
        Problems($"project: shop\nservices:\n  web:\n    command: {written}\n")
            .ShouldBe(
                isMissing
                    ? "release.yml(4,5): services/web: 'command' is missing, for example command: [dotnet, Shop.dll]"
                    : $"release.yml(4,14): services/web/command: {expected}"
            );
    }

    [TestCase(
        "[dotnet, ~]",
        "(4,23): services/web/command[1]: nothing is written here; put an empty argument in quotes"
    )]
    [TestCase("['', a]", "(4,15): services/web/command[0]: must not be empty")]
    [TestCase("[a, [b]]", "(4,18): services/web/command[1]: must be a single value, not a list")]
    [TestCase(
        "[a, {version}]",
        "(4,18): services/web/command[1]: must be a single value; in quotes '{version}' is a text"
    )]
    [TestCase(
        "[a, \"{verison}\"]",
        "(4,18): services/web/command[1]: there is no placeholder {verison}; did you mean '{version}'? (for the characters themselves, write {{verison}})"
    )]
    public void The_words_of_a_command_are_texts(string written, string expected)
    {
        Problems($"project: shop\nservices:\n  web:\n    command: {written}\n")
            .ShouldBe($"release.yml{expected}");
    }

    [Test]
    public void Words_are_taken_as_they_are_written()
    {
        Read("project: shop\nfetch: [[sh, -c, 'awk \"{{print}}\"', 010, true, '']]\n")
            .Fetch[0]
            .Arguments.ShouldBe(["-c", "awk \"{{print}}\"", "010", "true", ""]);
    }

    [Test]
    public void A_list_of_commands_is_not_one_command()
    {
        Problems("project: shop\nfetch: [git, pull]\n")
            .ShouldBe(
                "release.yml(2,8): fetch: must be a list of commands, and each is a list: [[git, pull], [make]]"
            );
    }

    [Test]
    public void Hooks_stand_at_a_stage()
    {
        Problems("project: shop\nbefore:\n  Stopp:\n    - { name: a, command: [b] }\n  migrate: []\n")
            .ShouldBe(
                """
                release.yml(3,3): before/Stopp: 'Stopp' must be Preflight, Changelog, Tag, Backup, Stop, Pull, Migrate, Compress, Start, Verify or Announce; did you mean 'Stop'?
                release.yml(5,3): before/migrate: 'migrate' must be Preflight, Changelog, Tag, Backup, Stop, Pull, Migrate, Compress, Start, Verify or Announce; did you mean 'Migrate'?
                """
            );
    }

    [Test]
    public void Names_in_a_list_are_there_once()
    {
        Problems("project: shop\nannounce:\n  - { name: a, command: [b] }\n  - { name: a, command: [c] }\n")
            .ShouldBe("release.yml(4,13): announce[1]/name: 'a' is already in line 3");
    }

    [TestCase(
        "maintenance: { on: { command: [a] } }",
        "(2,14): maintenance: 'off' is missing, which 'on' needs"
    )]
    [TestCase(
        "migrations: [{ database: shop, directory: a, command: [b] }]",
        "(2,32): migrations[0]/directory: cannot be there together with 'command'"
    )]
    [TestCase(
        "databases: { a: { url: secret:A, port: 1 } }",
        "(2,34): databases/a/port: cannot be there together with 'url'"
    )]
    [TestCase(
        "verify: [{ name: a }]",
        "(2,10): verify[0]: must have one of http, sql, command, metric, advancing, drained, log or file"
    )]
    [TestCase("verify: [~]", "(2,10): verify[0]: nothing is written here; remove the '-' or write a value")]
    [TestCase(
        "verify: { name: a }",
        "(2,9): verify: must be a list: items that begin with '- ', indented below"
    )]
    [TestCase(
        "verify: [{ name: a, http: { url: \"http://a\", matches: '(' } }]",
        "(2,55): verify[0]/http/matches: '(' is not a regular expression: Invalid pattern '(' at offset 1. Not enough )'s."
    )]
    public void What_does_not_go_together_is_said(string line, string expected)
    {
        Problems(
                $"project: shop\n{line}\n{(line.StartsWith("databases", StringComparison.Ordinal) ? "" : "databases: { shop: }\n")}"
            )
            .ShouldBe($"release.yml{expected}");
    }
}
