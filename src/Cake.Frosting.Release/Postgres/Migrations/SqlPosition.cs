namespace Cake.Frosting.Release.Postgres;

/// <summary>A place in a script, as an editor counts.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Text">The line's text.</param>
internal sealed record SqlPosition(int Line, int Column, string Text)
{
    private const int Shown = 120;

    public static SqlPosition Of(string script, int offset)
    {
        offset = Math.Clamp(offset, 0, script.Length);
        var start = offset == 0 ? 0 : script.LastIndexOf('\n', offset - 1) + 1;
        var end = script.IndexOf('\n', offset);
        return new SqlPosition(
            script.AsSpan(0, offset).Count('\n') + 1,
            offset - start + 1,
            script[start..(end < 0 ? script.Length : end)]
        );
    }

    /// <summary>The line with a caret below the column; a long line is cut around it.</summary>
    public string WithCaret()
    {
        var from = Math.Max(0, Column - 1 - (Shown / 2));
        var part = Text[from..Math.Min(Text.Length, from + Shown)].Replace('\t', ' ');
        return $"    {part}\n    {new string(' ', Column - 1 - from)}^";
    }
}
