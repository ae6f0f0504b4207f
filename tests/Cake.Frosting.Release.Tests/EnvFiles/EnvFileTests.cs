using System.Text;
using Cake.Frosting.Release.EnvFiles;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Tests.EnvFiles;

public sealed class EnvFileTests
{
    [TestCase("A=1", "1")]
    [TestCase("A = 1 ", "1")]
    [TestCase("export A=1", "1")]
    [TestCase("  export\tA=1\r\n", "1")]
    [TestCase("\uFEFFA=1", "1")]
    [TestCase("A: 1", "1")]
    [TestCase("A=", "")]
    [TestCase("A=\nB=2", "")]
    [TestCase("A=''", "")]
    [TestCase("A=a b  c", "a b  c")]
    [TestCase("A=1 # one", "1")]
    [TestCase("A=1#2", "1#2")]
    [TestCase("A='1 # 2' # three", "1 # 2")]
    [TestCase("A=\"1 # 2\"# three", "1 # 2")]
    [TestCase("A=['x', \"y\"]", "['x', \"y\"]")]
    [TestCase("A='[\"x\", {\"y\": 1}]'", "[\"x\", {\"y\": 1}]")]
    [TestCase("A=\"a\\nb\\t\\\"c\\\" \\$d\"", "a\nb\t\"c\" $d")]
    [TestCase("A='a\\nb$B'", "a\\nb$B")]
    [TestCase("A=a\\nb", "a\\nb")]
    [TestCase("A=\"two\nlines\"", "two\nlines")]
    [TestCase("A=\"C:\\\\\"", "C:\\")]
    [TestCase("A=grün à # ü", "grün à")]
    [TestCase("A=1\nA=2\n#A=3", "2")]
    [TestCase("A=b=c==", "b=c==")]
    public void A_value_is_read_as_compose_and_dotenv_read_it(string text, string value) =>
        Parse(text).Literal("A").ShouldBe(value);

    [TestCase("A", null)]
    [TestCase("A # from outside", null)]
    [TestCase("A=x", "x")]
    public void A_key_alone_takes_its_value_from_the_environment(string text, string? value)
    {
        var file = Parse(text);

        file.Keys.ShouldBe(["A"]);
        file.Values(_ => null).GetValueOrDefault("A").ShouldBe(value);
        file.Values(_ => "env").GetValueOrDefault("A").ShouldBe(value ?? "env");
    }

    [TestCase("A=$B-$C", "b-")]
    [TestCase("A=${B}c", "bc")]
    [TestCase("A=\"${C:-d}\"", "d")]
    [TestCase("A=${EMPTY:-d}${EMPTY-e}", "d")]
    [TestCase("A=${C:-${B}x}", "bx")]
    [TestCase("A=${B:+yes}${C:+no}", "yes")]
    [TestCase("A=$$B", "$B")]
    [TestCase("A=\"\\$B\"", "$B")]
    [TestCase("A='${B}'", "${B}")]
    [TestCase("A=cost$ 5$", "cost$ 5$")]
    [TestCase("A=${X:-http://localhost:${PORT:-4350}/graphql}", "http://localhost:4350/graphql")]
    public void Variables_are_filled_in_from_above_and_from_outside(string line, string value) =>
        Parse($"B=b\nEMPTY=\n{line}").Values(_ => null)["A"].ShouldBe(value);

    [Test]
    public void A_variable_that_must_be_set_is_named_with_its_place() =>
        Should
            .Throw<ReleaseRefusedException>(() => Parse("\n\nA=${B:?set it}").Values(_ => null))
            .Problem.ShouldBe(".env(3,3): B must be set: set it.");

    [Test]
    public void A_quote_that_is_not_closed_is_named_with_its_place() =>
        Should
            .Throw<ReleaseRefusedException>(() => Parse("A=1\nü=1\nB=\"x\n"))
            .Problem.ShouldBe(".env(3,3): the quote \" is not closed.");

    [Test]
    public void What_is_no_assignment_is_passed_over_and_told()
    {
        var file = Parse("A=1\nthis is nothing\n=x\nB=2");

        file.Keys.ShouldBe(["A", "B"]);
        file.Unread.ShouldBe([2, 3]);
    }

    [TestCase("A=1\nK=false", "A=1\nK=true")]
    [TestCase("K=false # the switch\r\nB=1\r\n", "K=true # the switch\r\nB=1\r\n")]
    [TestCase("export K=\"false\"\n", "export K=\"true\"\n")]
    [TestCase("K='false'\nK=maybe\n", "K='false'\nK=true\n")]
    [TestCase("K\nB=1", "K=true\nB=1")]
    [TestCase("K=\nB=1", "K=true\nB=1")]
    [TestCase("A=1\n", "A=1\nK=true\n")]
    [TestCase("A=1", "A=1\nK=true")]
    [TestCase("A=1\r\nB=2", "A=1\r\nB=2\r\nK=true")]
    [TestCase("", "K=true\n")]
    [TestCase("K=true", "K=true")]
    [TestCase("K=\"true\" # so", "K=\"true\" # so")]
    public void One_key_is_set_and_no_other_byte(string before, string after) =>
        Set(before, "K", "true").ShouldBe(after);

    [TestCase("it's $5 \\ \"x\"\n")]
    [TestCase("a b # c")]
    [TestCase("v36-1")]
    [TestCase("[\"a\"]")]
    [TestCase("C:\\dir\\")]
    [TestCase("")]
    [TestCase("${A:-b}")]
    public void A_value_that_is_set_is_read_back(string value)
    {
        foreach (var before in (string[])["K=1", "K='1'", "K=\"1\"", "", "K"])
        {
            Parse(Set(before, "K", value)).Values(_ => null)["K"].ShouldBe(value);
        }
    }

    [Test]
    public void A_value_that_no_quotes_can_hold_is_refused() =>
        Should.Throw<ReleaseRefusedException>(() => Set("K=1", "K", "C:\\my files\\"));

    internal static EnvFile Parse(string text, string name = ".env") =>
        EnvFile.Parse(name, Encoding.UTF8.GetBytes(text));

    private static string Set(string text, string key, string value)
    {
        var file = Parse(text);
        return Encoding.UTF8.GetString(Splice.Apply(file.Bytes.Span, file.Set(key, value)));
    }
}
