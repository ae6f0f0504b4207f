namespace Cake.Frosting.Release.Registries;

/// <summary>What a registry has under the name of an image.</summary>
/// <param name="Digest">The digest of what the name stands for, a list of platforms included: what to pin.</param>
/// <param name="Size">The compressed bytes of the image of the platform, to be downloaded where none is there yet.</param>
/// <param name="Layers">How many layers the image has.</param>
/// <param name="Platform">The platform that was picked from a list; <c>null</c> where there is no list.</param>
public sealed record ImageManifest(string Digest, long Size, int Layers, string? Platform);
