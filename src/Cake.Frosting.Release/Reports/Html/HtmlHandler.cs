using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cake.Frosting.Release.Reports;

/// <summary>Builds markup from an interpolated string, encoding what is text.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlHandler
{
    private readonly StringBuilder markup;

    public HtmlHandler(int literalLength, int formattedCount) =>
        markup = new StringBuilder(literalLength + (16 * formattedCount));

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(Html html) => markup.Append(html.ToString());

    public void AppendFormatted(IEnumerable<Html> parts) => markup.Append(Html.Join(parts).ToString());

    public void AppendFormatted(double number) =>
        markup.Append(number.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>Text, fit for content and for an attribute in double quotes.</summary>
    public void AppendFormatted(string? text)
    {
        foreach (var character in Clean.Text(text ?? ""))
        {
            _ = character switch
            {
                '&' => markup.Append("&amp;"),
                '<' => markup.Append("&lt;"),
                '>' => markup.Append("&gt;"),
                '"' => markup.Append("&quot;"),
                '\'' => markup.Append("&#39;"),
                _ => markup.Append(character),
            };
        }
    }

    public string ToMarkup() => markup.ToString();
}
