namespace Cake.Frosting.Release.Configuration;

/// <summary>A page that is there while maintenance is on.</summary>
[Section(
    "A page that is there while maintenance is on. With nginx in front: `error_page 503 /maintenance.html; if (-f /srv/www/maintenance.html) { return 503; }`"
)]
public sealed record MaintenancePage
{
    /// <summary>The file that is made and removed.</summary>
    [Setting(
        "The file that is made, and removed afterwards.",
        Example = "/srv/www/maintenance.html",
        Path = PathBase.Project
    )]
    public required string File { get; init; }

    /// <summary>The page.</summary>
    [Setting(
        "The page that is copied there; without it, a plain one.",
        Example = "deploy/maintenance.html",
        Path = PathBase.Project
    )]
    public string? From { get; init; }
}
