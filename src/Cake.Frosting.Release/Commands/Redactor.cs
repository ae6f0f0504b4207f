using System.Text.Encodings.Web;
using System.Web;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Replaces the values of secrets by <c>***</c> in whatever text leaves the tool, also where they stand
/// percent-encoded, in JSON, or as one line of a secret of several lines.
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
        foreach (var form in lines.Prepend(value).Where(form => form.Length > 0))
        {
            yield return form;
            yield return Uri.EscapeDataString(form);
            yield return HttpUtility.UrlEncode(form);
            yield return JavaScriptEncoder.Default.Encode(form);
            yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(form);
            yield return ShellQuoting.Quote(form);
        }
    }
}
