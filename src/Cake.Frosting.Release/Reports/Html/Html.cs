namespace Cake.Frosting.Release.Reports;

/// <summary>
/// A piece of markup. It comes into being only through <see cref="Of"/>, which encodes whatever is
/// interpolated, so forgetting to is not possible.
/// </summary>
internal readonly record struct Html
{
    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    public static Html Empty => default;

    /// <summary>Markup from an interpolated string: its literals stand as they are, its holes are encoded.</summary>
    public static Html Of(HtmlHandler handler) => new(handler.ToMarkup());

    /// <summary>Markup that the program itself brings, e.g. the style sheet.</summary>
    public static Html Constant(string markup) => new(markup);

    public static Html Join(IEnumerable<Html> parts) =>
        new(string.Concat(parts.Select(part => part.ToString())));

    /// <summary>The markup, or nothing.</summary>
    public static Html When(bool condition, Func<Html> markup) => condition ? markup() : Empty;

    public override string ToString() => markup ?? "";
}
