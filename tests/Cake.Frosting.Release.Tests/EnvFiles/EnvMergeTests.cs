using System.Text;
using Cake.Frosting.Release.EnvFiles;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Tests.EnvFiles;

/// <summary>Merging .env by hand misses new keys, or overwrites production's values: Orion's fault O10.</summary>
public sealed class EnvMergeTests
{
    private const string Production = "# ours\nA=prod # mine\nB='two\nlines'\nC=3";

    [Test]
    public void A_new_key_comes_behind_its_neighbour_with_its_default_and_comment()
    {
        var template = "A=1\n\n# What N is for.\n#  It may be empty.\nN=\"x y\" # note\nB=2\nC=\nlast=1\n";

        Merge(Production, template)
            .ShouldBe(
                "# ours\nA=prod # mine\n# What N is for.\n#  It may be empty.\nN=\"x y\" # note\nB='two\nlines'\nC=3\nlast=1"
            );
    }

    [Test]
    public void Several_new_keys_keep_the_templates_order_and_productions_line_ends() =>
        Merge("A=1\r\nB=2\r\n", "\uFEFF#first\nZ=0\nA=\nN1=1\n\nN2=2\nB=\n")
            .ShouldBe("A=1\r\nN1=1\r\nN2=2\r\nB=2\r\n#first\r\nZ=0\r\n");

    [Test]
    public void What_production_has_is_never_touched_and_what_the_template_lost_is_named()
    {
        var merge = EnvMerge.Of(
            EnvFileTests.Parse(Production),
            EnvFileTests.Parse("A=other\nN=1\nS=2"),
            ["S"]
        );

        merge.Added.ShouldBe(["N"]);
        merge.Removed.ShouldBe(["B", "C"]);
        merge.Splices.ShouldAllBe(splice => splice.Length == 0);
    }

    [Test]
    public void The_diff_shows_keys_and_no_value_of_production_and_no_secret()
    {
        var before = EnvFileTests.Parse(
            "# old password: hunter2\nA=prod-value # hunter2\nDB_PASS=hunter2\nexport URL=postgres://u:hunter2@h/d\nK=false\nX=1"
        );
        var template =
            "A=1\n# The key of the API.\nAPI_KEY=example\nPORT=4350\nLINK=https://a:b@c/\nSEED=abc\nDB_PASS=\nURL=\nK=\nX=\n";
        var after = EnvFileTests.Parse(Merge(Text(before), template).Replace("K=false", "K=true"));

        EnvDiff
            .Of(before, after, ["K"], ["SEED"])
            .ShouldBe(
                """
                --- a/.env
                +++ b/.env
                @@ -1,6 +1,11 @@
                 # …
                 A=***
                +# …
                +API_KEY=*** (new)
                +PORT=4350
                +LINK=*** (new)
                +SEED=*** (new)
                 DB_PASS=***
                 URL=***
                -K=***
                +K=true
                 X=***

                """
            );
    }

    [TestCase("OPERATOR_SECRET")]
    [TestCase("APP_PRIVATE_KEY")]
    [TestCase("SENDGRID_API_KEY")]
    [TestCase("DB_PASS")]
    [TestCase("PGPASSWORD")]
    [TestCase("apiToken")]
    public void Such_keys_look_secret(string key) => SecretNames.LooksSecret(key, "x").ShouldBeTrue();

    [TestCase("KILL_SWITCH_ON")]
    [TestCase("ORION_ENV")]
    [TestCase("DB_PORT")]
    [TestCase("KEYCLOAK_REALM")]
    [TestCase("PASSENGER_APP_ENV")]
    public void Such_keys_do_not(string key) => SecretNames.LooksSecret(key, "x").ShouldBeFalse();

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void A_merge_leaves_every_byte_and_every_value_of_production(byte[] choices, byte[] others)
    {
        var before = new GeneratedEnvFile(choices).Text;
        var template = new GeneratedEnvFile(others).Text;
        var production = EnvFileTests.Parse(before);
        var merge = EnvMerge.Of(production, EnvFileTests.Parse(template), []);

        var after = Splice.Apply(production.Bytes.Span, merge.Splices);

        Splice
            .Apply(after, Splice.Invert(production.Bytes.Span, merge.Splices))
            .ShouldBe(production.Bytes.ToArray());
        merge.Splices.ShouldAllBe(splice => splice.Length == 0);
        var merged = EnvFile.Parse(".env", after);
        foreach (var key in production.Keys)
        {
            merged.Literal(key).ShouldBe(production.Literal(key), $"{before}\n---\n{template}");
        }

        foreach (var key in merge.Added)
        {
            merged
                .Literal(key)
                .ShouldBe(EnvFileTests.Parse(template).Literal(key), $"{before}\n---\n{template}");
        }

        EnvMerge.Of(merged, EnvFileTests.Parse(template), []).Added.ShouldBeEmpty();
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Setting_a_key_leaves_every_other_value_and_can_be_taken_back(byte[] choices, string? value)
    {
        // An env file is text: half a character or a NUL cannot be in it, nor some values that end in a backslash.
        var wanted = Encoding
            .UTF8.GetString(Encoding.UTF8.GetBytes(value ?? ""))
            .Replace("\0", "")
            .TrimEnd('\\');
        var file = EnvFileTests.Parse(new GeneratedEnvFile(choices).Text);

        var splices = file.Set("C", wanted);
        var after = Splice.Apply(file.Bytes.Span, splices);

        var set = EnvFile.Parse(".env", after);
        set.Values(_ => null)["C"].ShouldBe(wanted);
        foreach (var key in file.Keys.Where(key => key != "C"))
        {
            set.Literal(key).ShouldBe(file.Literal(key));
        }

        Splice.Apply(after, Splice.Invert(file.Bytes.Span, splices)).ShouldBe(file.Bytes.ToArray());
    }

    private static string Text(EnvFile file) => Encoding.UTF8.GetString(file.Bytes.Span);

    private static string Merge(string production, string template)
    {
        var file = EnvFileTests.Parse(production);
        var merge = EnvMerge.Of(file, EnvFileTests.Parse(template, ".env.example"), []);
        return Encoding.UTF8.GetString(Splice.Apply(file.Bytes.Span, merge.Splices));
    }
}
