using System.Text;
using System.Text.Json;
using Cake.Frosting.Release.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace Cake.Frosting.Release.Tests.Commands;

public sealed class RedactorTests
{
    private const string Awkward = "pä ss/w+o'r\"d\\&=?%";

    public static readonly TestCaseData[] Forms =
    [
        new(Awkward) { TestName = "as it stands" },
        new(Uri.EscapeDataString(Awkward)) { TestName = "percent-encoded" },
        new(System.Web.HttpUtility.UrlEncode(Awkward)) { TestName = "form-encoded in small letters" },
        new(Uri.EscapeDataString(Awkward).Replace("%20", "+")) { TestName = "form-encoded in capitals" },
        new(JsonSerializer.Serialize(Awkward)[1..^1]) { TestName = "in .NET's JSON" },
        new("pä ss/w+o'r\\\"d\\\\&=?%") { TestName = "in anybody's JSON" },
        new("p\\u00e4 ss/w+o'r\\\"d\\\\&=?%") { TestName = "in Python's JSON" },
        new(@"pä ss/w+o'\''r""d\&=?%") { TestName = "in a shell's single quotes" },
        new("pä ss/w+o''r\"d\\&=?%") { TestName = "in an SQL literal" },
        new(Convert.ToBase64String(Encoding.UTF8.GetBytes(Awkward))) { TestName = "in Base64" },
    ];

    [TestCaseSource(nameof(Forms))]
    public void A_secret_is_replaced_in_the_form(string form) =>
        new Redactor(new Secret("KEY", Awkward)).Redact($"key={form}.").ShouldBe("key=***.");

    [Test]
    public void Every_line_of_a_secret_of_several_lines_is_replaced()
    {
        var redactor = new Redactor(
            new Secret("KEY", "-----BEGIN-----\r\nMIIEowIBAAKC\nqwertz\n-----END-----\n")
        );

        redactor.Redact("  MIIEowIBAAKC\n  qwertz\n").ShouldBe("  ***\n  ***\n");
    }

    [Test]
    public void A_secret_read_from_a_file_with_a_line_end_is_known_without_it() =>
        new Redactor(new Secret("PIN", "123\n")).Redact("pin=123!").ShouldBe("pin=***!");

    [Test]
    public void A_secret_that_contains_another_leaves_nothing_of_itself() =>
        new Redactor(new Secret("A", "shop"), new Secret("B", "shop-s3cret"))
            .Redact("shop-s3cret and shop")
            .ShouldBe("*** and ***");

    [Test]
    public void A_secret_that_has_no_value_is_passed_over() =>
        new Redactor(new Secret("A", null), new Secret("B", "")).Redact("text").ShouldBe("text");

    [Test]
    public void A_secret_is_known_from_the_moment_it_is_added()
    {
        var redactor = new Redactor();
        redactor.Add(new Secret("A", "s3cret"));

        redactor.Redact("s3cret").ShouldBe("***");
    }

    [Test]
    public void No_text_holds_a_secret_afterwards() =>
        Prop.ForAll(
                Gen.Elements("a", "b", "ab", " ", "+", "/", "\"", "\\", "ü", "1")
                    .ArrayOf()
                    .Select(string.Concat)
                    .Two()
                    .Where(pair => pair.Item1.Trim().Length > 0 && pair.Item2.Trim().Length > 0)
                    .ToArbitrary(),
                pair =>
                {
                    var redactor = new Redactor(new Secret("A", pair.Item1), new Secret("B", pair.Item2));
                    var text = redactor.Redact(
                        $"x{pair.Item1}{pair.Item2}y{JsonSerializer.Serialize(pair.Item2)}{Uri.EscapeDataString(pair.Item1)}"
                    );
                    return !text.Contains(pair.Item1) && !text.Contains(pair.Item2);
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void A_secret_and_what_carries_it_print_three_stars()
    {
        var secret = new Secret("KEY", "s3cret");
        EnvironmentValue value = secret;
        var command = new Command("x").WithEnvironment("KEY", secret);

        $"{secret} {value}".ShouldBe("*** ***");
        command.ToString().ShouldNotContain("s3cret");
        JsonSerializer.Serialize(secret).ShouldNotContain("s3cret");
        value.Reveal().ShouldBe("s3cret");
    }
}
