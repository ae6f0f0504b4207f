namespace Cake.Frosting.Release.Configuration;

/// <summary>What a version of a Compose project is.</summary>
public enum VersionsAre
{
    /// <summary>Images.</summary>
    [Value("Images: the compose files, or their env file, name the version, and it is set in place.")]
    Images,

    /// <summary>Directories.</summary>
    [Value(
        "Directories: releases/VERSION with compose files of its own, which the commands under `fetch` fill while the old version serves, and the link `current` to the one that is set."
    )]
    Directories,
}
