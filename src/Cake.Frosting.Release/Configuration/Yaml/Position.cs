namespace Cake.Frosting.Release.Configuration;

/// <summary>A place in a file; lines and columns count from 1.</summary>
/// <param name="File">The file as messages name it.</param>
/// <param name="Layer">0 for the project's file, 1 for the recipe's beneath it.</param>
/// <param name="Line">The line; 0 for the file as a whole.</param>
/// <param name="Column">The column.</param>
internal readonly record struct Position(string File, int Layer, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
