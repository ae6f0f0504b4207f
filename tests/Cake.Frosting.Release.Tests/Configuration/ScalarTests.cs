using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class ScalarTests
{
    [TestCase(
        "port: 080",
        "(3,9): services/web/port: '080' must be a whole number from 1 to 65535: with leading zeros it could be octal; write 80"
    )]
    [TestCase(
        "port: 0x50",
        "(3,9): services/web/port: '0x50' must be a whole number from 1 to 65535, written in decimal digits"
    )]
    [TestCase(
        "port: 0o17",
        "(3,9): services/web/port: '0o17' must be a whole number from 1 to 65535, written in decimal digits"
    )]
    [TestCase(
        "port: 50:80",
        "(3,9): services/web/port: '50:80' must be a whole number from 1 to 65535, written in decimal digits"
    )]
    [TestCase(
        "port: 1_000",
        "(3,9): services/web/port: '1_000' must be a whole number from 1 to 65535, written in decimal digits"
    )]
    [TestCase(
        "port: 8e1",
        "(3,9): services/web/port: '8e1' must be a whole number from 1 to 65535, written in decimal digits"
    )]
    [TestCase(
        "port: 99999999999999999999",
        "(3,9): services/web/port: '99999999999999999999' must be a whole number from 1 to 65535, written in decimal digits"
    )]
    [TestCase(
        "port: \"80\"",
        "(3,9): services/web/port: '80' is a text because of its quotes, and must be a whole number from 1 to 65535; write it without quotes"
    )]
    [TestCase("port: [80]", "(3,9): services/web/port: must be a single value, not a list")]
    [TestCase("port: { a: 1 }", "(3,9): services/web/port: must be a single value, not a map")]
    [TestCase(
        "restart: Always",
        "(3,12): services/web/restart: 'Always' must be always or never; did you mean 'always'?"
    )]
    [TestCase("restart: sometimes", "(3,12): services/web/restart: 'sometimes' must be always or never")]
    [TestCase("stop: { signal: KILL }", "(3,19): services/web/stop/signal: 'KILL' must be TERM, INT or QUIT")]
    [TestCase(
        "stop: { grace: 30 }",
        "(3,18): services/web/stop/grace: '30' must be a duration with its unit; write 30s for seconds or 30m for minutes"
    )]
    [TestCase(
        "stop: { grace: soon }",
        "(3,18): services/web/stop/grace: 'soon' must be a duration, such as 500ms, 30s, 5m or 1h30m"
    )]
    [TestCase(
        "stop: { grace: 1h 30m }",
        "(3,18): services/web/stop/grace: '1h 30m' must be a duration, such as 500ms, 30s, 5m or 1h30m"
    )]
    [TestCase(
        "stop: { grace: 99999999d }",
        "(3,18): services/web/stop/grace: '99999999d' must be a duration, such as 500ms, 30s, 5m or 1h30m"
    )]
    [TestCase("stop: soft", "(3,9): services/web/stop: must be a map: keys with values, indented below")]
    [TestCase(
        "health: { tcp: 80, deadline: 0s }",
        "(3,32): services/web/health/deadline: '0s' must be longer than nothing"
    )]
    [TestCase(
        "health: { deadline: 1s }",
        "(3,11): services/web/health: must have one of http, command, tcp or container"
    )]
    [TestCase(
        "health: { tcp: 80, command: [a] }",
        "(3,22): services/web/health/command: must have only one of http, command, tcp or container, and has 'tcp'"
    )]
    [TestCase(
        "health: { http: ftp://x }",
        "(3,19): services/web/health/http: 'ftp://x' must be an absolute address, beginning with http:// or https://"
    )]
    [TestCase(
        "health: { http: /health }",
        "(3,19): services/web/health/http: '/health' must be an absolute address, beginning with http:// or https://"
    )]
    [TestCase(
        "workingDirectory: /srv",
        "(3,21): services/web/workingDirectory: '/srv' must be a path within the directory of the release"
    )]
    [TestCase(
        "workingDirectory: a/../../b",
        "(3,21): services/web/workingDirectory: 'a/../../b' must be a path within the directory of the release"
    )]
    [TestCase("workingDirectory: ''", "(3,21): services/web/workingDirectory: must not be empty")]
    [TestCase(
        "workingDirectory: \"a\\0b\"",
        "(3,21): services/web/workingDirectory: must not contain a NUL character"
    )]
    [TestCase(
        "environment: { 1A: x }",
        "(3,18): services/web/environment/1A: '1A' must be the name of an environment variable: letters, digits and '_', not beginning with a digit"
    )]
    [TestCase(
        "environment: [A=1]",
        "(3,16): services/web/environment: must be a map: keys with values, indented below"
    )]
    [TestCase(
        "dependsOn: { api: 1 }",
        "(3,14): services/web/dependsOn: must be a list: items that begin with '- ', indented below"
    )]
    [TestCase(
        "environment: { A: {version} }",
        "(3,21): services/web/environment/A: must be a single value; in quotes '{version}' is a text"
    )]
    public void A_value_of_a_service_that_is_wrong_is_explained(string line, string expected)
    {
        Problems($"project: shop\nservices: {{ web: {{\n  {line}, command: [./web] }} }}\n")
            .ShouldBe($"release.yml{expected}");
    }

    [TestCase("push: yes", "(2,14): git/push: 'yes' must be true or false; write true")]
    [TestCase("push: on", "(2,14): git/push: 'on' must be true or false; write true")]
    [TestCase("push: Off", "(2,14): git/push: 'Off' must be true or false; write false")]
    [TestCase("push: no", "(2,14): git/push: 'no' must be true or false; write false")]
    [TestCase("push: True", "(2,14): git/push: 'True' must be true or false; write true")]
    [TestCase("push: 1", "(2,14): git/push: '1' must be true or false")]
    [TestCase(
        "push: 'true'",
        "(2,14): git/push: 'true' is a text because of its quotes, and must be true or false; write it without quotes"
    )]
    [TestCase("author: me", "(2,16): git/author: 'me' must be written as: Name <mail@example.org>")]
    [TestCase(
        "directory: ~/shop",
        "(2,19): git/directory: '~/shop' begins with '~', which only a shell knows; write ${HOME}"
    )]
    [TestCase(
        "message: 'Release {versoin}'",
        "(2,17): git/message: there is no placeholder {versoin}; did you mean '{version}'? (for the characters themselves, write {{versoin}})"
    )]
    [TestCase(
        "message: 'Release {x}'",
        "(2,17): git/message: there is no placeholder {x}; there are {version}, {previous}, {project}, {release}, {directory}, {revision} (for the characters themselves, write {{x}})"
    )]
    public void A_value_of_git_that_is_wrong_is_explained(string line, string expected)
    {
        Problems($"project: shop\ngit: {{ {line} }}\n").ShouldBe($"release.yml{expected}");
    }

    [TestCase("kubernetes")]
    [TestCase("systemd")]
    public void A_platform_that_is_planned_is_not_called_unknown(string kind)
    {
        Problems($"project: shop\nplatform: {{ kind: {kind} }}\n")
            .ShouldBe(
                $"release.yml(2,19): platform/kind: '{kind}' is not available in this version, only processes or compose"
            );
    }

    [Test]
    public void An_unquoted_version_stays_as_it_is_written()
    {
        Read("project: shop\nchangelog: { unreleased: 1.10 }\n").Changelog.Unreleased.ShouldBe("1.10");
    }

    [TestCase("0500", "0500")]
    [TestCase("0x1F", "0x1F")]
    [TestCase("1e3", "1e3")]
    [TestCase("50:80", "50:80")]
    [TestCase("yes", "yes")]
    [TestCase("2024-01-01", "2024-01-01")]
    [TestCase("!!str 012", null)]
    public void A_text_is_never_turned_into_anything_else(string written, string? expected)
    {
        var yaml =
            $"project: shop\nservices: {{ web: {{ command: [./web], environment: {{ A: {written} }} }} }}\n";
        if (expected is null)
        {
            Problems(yaml)
                .ShouldBe(
                    "release.yml(2,56): services/web/environment/A: the tag 'tag:yaml.org,2002:str' is not used in release.yml; remove it"
                );
        }
        else
        {
            Read(yaml).Services["web"].Environment["A"].Text.ShouldBe(expected);
        }
    }
}
