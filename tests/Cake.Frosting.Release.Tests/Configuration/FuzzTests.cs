using System.Diagnostics;
using System.Text;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class FuzzTests
{
    private const int Rounds = 1_000;

    private static readonly string[] Pieces =
    [
        "\t",
        "\n",
        " ",
        "  ",
        ":",
        ": ",
        "- ",
        "-",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "*defaults",
        "<<: ",
        "'",
        "\"",
        "|",
        ">",
        "|+2\n",
        "? ",
        "!",
        "!!int ",
        "%",
        "@",
        "`",
        "#",
        ",",
        "~",
        "null",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "${",
        "${A}",
        "$${",
        "}",
        "secret:",
        "{version}",
        "\0",
        "\r",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "é",
        "😀",
        "\uD800",
        "0x",
        "1e999",
        "-1",
        "999999999999",
        "\\",
        "\\x",
        "../",
        "=",
    ];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Whatever_happens_to_a_text_it_is_read_or_explained(int seed)
    {
        var random = new Random(seed);
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            var yaml = Mutate(Samples.Full, random);
            slowest = Max(slowest, Try(() => Reading.Read(yaml), yaml));
        }
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Test]
    public void Whatever_happens_to_the_bytes_they_are_read_or_explained()
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Samples.Full);
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            Try(() => Reading.Read(SourceText.Decode(bytes, "release.yml")), Convert.ToBase64String(bytes));
        }
    }

    private static TimeSpan Try(Action read, string what)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            read();
        }
        catch (ConfigurationException e)
        {
            e.Problem.ShouldStartWith("release.yml");
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            Assert.Fail($"{e}\n{what}");
        }
        return watch.Elapsed;
    }

    private static string Mutate(string yaml, Random random)
    {
        var text = new StringBuilder(yaml);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 40), text.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
                case 3:
                    text[at] = text[random.Next(text.Length)];
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }
        return text.ToString();
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
