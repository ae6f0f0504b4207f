namespace Cake.Frosting.Release.Configuration;

/// <summary>A name that must be a key of a top-level map.</summary>
/// <param name="Position">Where the name stands.</param>
/// <param name="Path">The setting that it stands in.</param>
/// <param name="Target">The top-level map.</param>
/// <param name="Name">The name.</param>
/// <param name="Shown">How messages show it.</param>
internal sealed record Reference(Position Position, string Path, string Target, string Name, Shown Shown)
{
    /// <summary>The entry of the same map that refers; <c>null</c> where it is another map.</summary>
    internal string? Owner => Path.Split('/') is [var map, var owner, ..] && map == Target ? owner : null;
}
