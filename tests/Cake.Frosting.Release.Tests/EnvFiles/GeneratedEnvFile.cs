namespace Cake.Frosting.Release.Tests.EnvFiles;

/// <summary>An env file put together from choices, so that a failing one can be made smaller.</summary>
public sealed class GeneratedEnvFile
{
    private static readonly string[] Keys = ["A", "B", "C", "D_1", "E", "F", "G", "H"];

    private static readonly string[] Lines =
    [
        "{0}=1",
        "{0}=",
        "{0}",
        "export {0}=v1.2",
        "{0}='a # b'",
        "{0}=\"x\\\"y\" # note",
        "{0}=two words # note",
        "{0}=[\"a\", \"b\"]",
        "{0}=${{X:-http://localhost:${{PORT:-80}}}}",
        "{0}=\"several\nlines\n  # here\"",
        "# {0}=off",
        "",
        "   ",
        "{0} = grün à",
        "\t{0}: yaml",
        "{0}='x' {0}2=\"one\ntwo\"",
        "{0}=a\\nb",
        "no assignment {0}",
    ];

    public GeneratedEnvFile(byte[] choices)
    {
        var lineEnd = choices.Length > 0 && choices[0] % 3 == 0 ? "\r\n" : "\n";
        var lines = choices
            .Skip(2)
            .Select(choice =>
                string.Format(null, Lines[choice % Lines.Length], Keys[choice / Lines.Length % Keys.Length])
                    .Replace("\n", lineEnd)
            );
        var hasLastEnd = choices.Length > 1 && choices[1] % 2 == 0;
        Text = string.Join(lineEnd, lines) + (hasLastEnd ? lineEnd : "");
    }

    public string Text { get; }
}
