using Cake.Frosting.Release.Configuration;
using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class EnvironmentTests
{
    [TestCase("${NAME}", "value")]
    [TestCase("a-${NAME}-${NAME}-b", "a-value-value-b")]
    [TestCase("'${NAME}'", "value")]
    [TestCase("${NOT_SET:-other}", "other")]
    [TestCase("${EMPTY:-other}", "other")]
    [TestCase("a${EMPTY}b", "ab")]
    [TestCase("${NAME:-other}", "value")]
    [TestCase("${NOT_SET:-${NAME}}", "value")]
    [TestCase("${NOT_SET:-${NEITHER:-x}}-y", "x-y")]
    [TestCase("\"${NOT_SET:-{version}}\"", "{version}")]
    [TestCase("$${NAME}", "${NAME}")]
    [TestCase("$$${NAME}", "$${NAME}")]
    [TestCase("$NAME", "$NAME")]
    [TestCase("100$", "100$")]
    public void Variables_are_filled_in(string written, string expected)
    {
        Read(
            $"project: shop\ngit: {{ message: \"x\" }}\nx-a: 1\nchangelog:\n  unreleased: {written}\n",
            ("NAME", "value"),
            ("EMPTY", "")
        )
            .Changelog.Unreleased.ShouldBe(expected);
    }

    [TestCase(
        "${NOWHERE}",
        "the environment variable NOWHERE is not set; set it, or write ${NOWHERE:-default}"
    )]
    [TestCase("${OPEN", "'${' is not closed by '}'; write $${ for the characters themselves")]
    [TestCase("\"${OPEN:-{x}\"", "'${' is not closed by '}'; write $${ for the characters themselves")]
    [TestCase(
        "${a b}",
        "'${a b}' is not a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters themselves"
    )]
    [TestCase(
        "${NAME:?wrong}",
        "'${NAME:?wrong}' is not a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters themselves"
    )]
    [TestCase(
        "${}",
        "'${}' is not a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters themselves"
    )]
    public void A_variable_that_cannot_be_filled_in_is_a_problem(string written, string expected)
    {
        Problems($"project: shop\nchangelog:\n  unreleased: {written}\n", ("NAME", "value"))
            .ShouldBe($"release.yml(3,15): changelog/unreleased: {expected}");
    }

    [Test]
    public void Endless_defaults_end()
    {
        var nested = string.Concat(Enumerable.Repeat("${A:-", 5_000)) + new string('}', 5_000);

        Problems($"project: shop\nchangelog: {{ unreleased: '{nested}' }}\n")
            .ShouldBe("release.yml(2,26): changelog/unreleased: defaults are nested too deeply");
    }

    [Test]
    public void Numbers_and_switches_may_come_from_the_environment()
    {
        var configuration = Read(
            "project: shop\nbackup: { jobs: \"${JOBS}\" }\ngit: { push: \"${PUSH:-false}\" }\ndowntimeBudget: ${BUDGET}\n",
            ("JOBS", "8"),
            ("BUDGET", "2m")
        );

        configuration.Backup.Jobs.ShouldBe(8);
        configuration.Git.Push.ShouldBeFalse();
        configuration.DowntimeBudget.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Test]
    public void What_the_environment_holds_is_never_shown()
    {
        var problems = Problems(
            "project: ${P}\nbackup: { jobs: \"${P}\" }\nonFailure: ${P}\ndowntimeBudget: ${P}\nmigrations: [{ database: \"${P}\" }]\n",
            ("P", "Hunter2")
        );
        problems += Problems(
            "project: a\nbackup: { jobs: \"${N}\" }\ndowntimeBudget: ${M}\nverify: [{ name: a, http: { url: \"http://a\", matches: \"${R}\" } }]\n",
            ("N", "0077777"),
            ("M", "77777"),
            ("R", "Hunter2(")
        );

        problems.ShouldContain(
            "release.yml(1,10): project: the value of '${P}' must be small letters, digits and hyphens"
        );
        problems.ShouldNotContain("unter2");
        problems.ShouldNotContain("77777");
    }

    [Test]
    public void A_brace_from_the_environment_is_no_placeholder()
    {
        Read("project: shop\ngit: { message: \"${M}\" }\n", ("M", "{nothing}"))
            .Git.Message.ShouldBe("{nothing}");
    }

    [TestCase(
        "git: { message: secret:TOKEN }",
        "(2,17): git/message: a secret is not possible here; it would be seen on a command line, in a plan or in a file"
    )]
    [TestCase(
        "fetch: [[curl, secret:TOKEN]]",
        "(2,16): fetch[0][1]: a secret is not possible here; it would be seen on a command line, in a plan or in a file"
    )]
    [TestCase(
        "databases: { shop: { password: hunter2 } }",
        "(2,32): databases/shop/password: a secret is never written into this file; put it into an environment variable and write secret:NAME"
    )]
    [TestCase(
        "databases: { shop: { password: \"${HOME:-x}\" } }",
        "(2,32): databases/shop/password: a secret is never written into this file; put it into an environment variable and write secret:NAME"
    )]
    [TestCase(
        "databases: { shop: { password: secret:my-name } }",
        "(2,32): databases/shop/password: a secret is never written into this file; put it into an environment variable and write secret:NAME"
    )]
    [TestCase(
        "databases: { shop: { url: \"postgres://shop:hunter2@localhost/shop\" } }",
        "(2,27): databases/shop/url: the address holds a password; put the whole address into an environment variable and write secret:NAME"
    )]
    [TestCase(
        "databases: { shop: { url: mysql://localhost } }",
        "(2,27): databases/shop/url: 'mysql://localhost' must be an address like postgres://user@host:5432/name, or secret:NAME"
    )]
    [TestCase(
        "verify: [{ name: a, http: { url: \"http://a:b@c/\" } }]",
        "(2,34): verify[0]/http/url: the address holds credentials, which do not belong into this file; send a header, or put the whole address into an environment variable and write secret:NAME where that is allowed"
    )]
    public void Secrets_are_kept_out_of_where_they_would_be_seen(string line, string expected)
    {
        Problems($"project: shop\n{line}\n", ("TOKEN", "hunter2")).ShouldBe($"release.yml{expected}");
    }

    [Test]
    public void A_placeholder_is_filled_in_when_it_is_used()
    {
        Placeholders
            .Fill(
                "{project}-{version} {{version}} {other} {\"json\": 1}",
                name => name is "project" or "version" ? name.ToUpperInvariant() : null
            )
            .ShouldBe("PROJECT-VERSION {version} {other} {\"json\": 1}");
    }
}
