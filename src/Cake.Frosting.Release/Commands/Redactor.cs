using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Web;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Replaces the values of secrets by <c>***</c> in whatever text leaves the tool, also where they stand
/// percent-encoded, in JSON, in Base64, quoted for a shell or for SQL, or as one line of a secret of several
/// lines. A secret of one line that a program itself breaks over two is beyond it.
/// </summary>
public sealed class Redactor
{
    private readonly Lock gate = new();
    private string[] values = [];

    /// <summary>Creates a redactor.</summary>
    /// <param name="secrets">The secrets to look for; more can be added.</param>
    public Redactor(params IEnumerable<Secret> secrets)
    {
        foreach (var secret in secrets)
        {
            Add(secret);
        }
    }

    /// <summary>Adds a secret. One that has no value is passed over.</summary>
    /// <param name="secret">The secret.</param>
    public void Add(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!secret.IsAvailable)
        {
            return;
        }

        var value = secret.Reveal();
        lock (gate)
        {
            // The longest first: a secret that is part of another must not leave the rest of that one standing.
            values = [.. values.Concat(Forms(value)).Distinct().OrderByDescending(form => form.Length)];
        }
    }

    /// <summary>The length of the longest form that is looked for.</summary>
    internal int Longest => values.Length == 0 ? 0 : values[0].Length;

    /// <summary>The text with every secret replaced.</summary>
    /// <param name="text">Any text.</param>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var value in values)
        {
            text = text.Replace(value, "***", StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<string> Forms(string value)
    {
        var lines = value.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= 4);
        foreach (var form in lines.Prepend(value.Trim()).Prepend(value).Where(form => form.Length > 0))
        {
            yield return form;
            yield return Uri.EscapeDataString(form);
            yield return Uri.EscapeDataString(form).Replace("%20", "+", StringComparison.Ordinal);
            yield return HttpUtility.UrlEncode(form);
            yield return JavaScriptEncoder.Default.Encode(form);
            yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(form);
            yield return AsciiJson(form);
            yield return form.Replace("'", @"'\''", StringComparison.Ordinal);
            yield return ShellQuoting.Quote(form);
            yield return form.Replace("'", "''", StringComparison.Ordinal);
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(form));
        }
    }

    /// <summary>JSON as Python and others write it: everything beyond ASCII escaped, in small letters.</summary>
    private static string AsciiJson(string text) =>
        string.Concat(
            JavaScriptEncoder
                .UnsafeRelaxedJsonEscaping.Encode(text)
                .Select(character =>
                    character < 128
                        ? character.ToString()
                        : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                )
        );
}
