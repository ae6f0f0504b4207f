namespace Cake.Frosting.Release.Assets;

/// <summary>A file that is to have variants.</summary>
/// <param name="Root">The directory it was found in.</param>
/// <param name="Relative">Its path in there, with <c>/</c>.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Modified">Its modification time, in UTC; that of the target where it is a link.</param>
internal sealed record SourceFile(Root Root, string Relative, string Path, long Length, DateTime Modified)
{
    public string VariantPath(ContentEncoding encoding) => Path + encoding.Suffix();
}
