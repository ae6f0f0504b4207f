namespace Cake.Frosting.Release.Configuration;

/// <summary>A file that must be there, or gone.</summary>
[Section("A file of this machine that must be there, or gone.")]
[Excludes("renamedTo", "state")]
public sealed record FileCheck
{
    /// <summary>The file.</summary>
    [Setting("The file.", Example = "db/export/export.json", Path = PathBase.Project)]
    public required string Path { get; init; }

    /// <summary>What must be with it.</summary>
    [Setting("What must be with it.", Example = "not-empty")]
    public FileState State { get; init; }

    /// <summary>The name that it must have been given instead.</summary>
    [Setting(
        "The name that it must have been given instead: `path` is gone and this is there.",
        Example = "db/export/export.json.imported",
        Path = PathBase.Project
    )]
    public string? RenamedTo { get; init; }
}

/// <summary>What may be with a file.</summary>
public enum FileState
{
    /// <summary>It is there.</summary>
    [Value("It is there.")]
    There,

    /// <summary>It is there and has bytes in it.</summary>
    [Value("It is there, and has bytes in it.")]
    NotEmpty,

    /// <summary>It is not there.</summary>
    [Value("It is not there.")]
    Gone,
}
