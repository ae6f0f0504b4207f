namespace Cake.Frosting.Release.Configuration;

/// <summary>A file that names the version.</summary>
[Section("A file that names the version; nothing but the version changes in it.")]
public sealed record VersionFile
{
    /// <summary>The file.</summary>
    [Setting(
        "The file. Known by their names: package.json, package-lock.json, npm-shrinkwrap.json, pyproject.toml, setup.py, Chart.yaml, pom.xml, and *.csproj, *.fsproj, *.vbproj, *.props and *.targets.",
        Example = "src/shop/package.json",
        Path = PathBase.Project
    )]
    public required string File { get; init; }

    /// <summary>The pattern that finds the version.</summary>
    [Setting(
        "A regular expression with one group, which is the version; it must be found exactly once. For files that are not known by their names, and for other places in those that are.",
        Example = "'^APP_VERSION=(.*)$'",
        Format = TextFormat.RegularExpression
    )]
    public string? Pattern { get; init; }
}
