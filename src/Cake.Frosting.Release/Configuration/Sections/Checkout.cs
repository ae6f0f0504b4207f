namespace Cake.Frosting.Release.Configuration;

/// <summary>A second git checkout that a deployment reads: its settings, its secrets.</summary>
[Section(
    "A git checkout beside the project that the services read, such as a site's secrets. It must be clean; its branch is fetched while the old version serves and checked out, fast-forward only, once the service is down. A rollback puts back what it had."
)]
public sealed record Checkout
{
    /// <summary>Its name.</summary>
    [Setting(
        "Its name, for plan and report.",
        Example = "secrets",
        Pattern = Names.Pattern,
        Hint = Names.Hint,
        IsUnique = true
    )]
    public required string Name { get; init; }

    /// <summary>Its directory.</summary>
    [Setting("Its directory.", Example = "../shop-secrets", Path = PathBase.Project, IsUnique = true)]
    public required string Directory { get; init; }

    /// <summary>The branch that the new version needs.</summary>
    [Setting(
        "The branch that the new version needs.",
        Example = "production",
        Pattern = Names.Branch,
        Hint = Names.BranchHint
    )]
    public required string Branch { get; init; }

    /// <summary>The remote that the branch is fetched from.</summary>
    [Setting(
        "The remote that the branch is fetched from.",
        Example = "upstream",
        Pattern = Names.Pattern,
        Hint = Names.Hint
    )]
    public string Remote { get; init; } = "origin";
}
