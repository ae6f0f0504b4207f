namespace Cake.Frosting.Release.Assets;

/// <summary>A file that is to go and whose source, if there is one, is not to have variants.</summary>
internal sealed record Removal(string Path, string Reason, ContentEncoding? Encoding);
