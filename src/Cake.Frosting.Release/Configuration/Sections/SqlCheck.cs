namespace Cake.Frosting.Release.Configuration;

/// <summary>A query and what it must return.</summary>
[Section(
    "A query and what the first column of its first row must be; without equals and atLeast, that there is a row."
)]
[Excludes("equals", "atLeast")]
public sealed record SqlCheck
{
    /// <summary>The database that is asked.</summary>
    [Setting("The database that is asked: a key under databases.", Example = "shop", RefersTo = "databases")]
    public required string Database { get; init; }

    /// <summary>The query.</summary>
    [Setting("The query; it runs in a read-only transaction.", Example = "select count(*) from products")]
    public required string Query { get; init; }

    /// <summary>The text that the value must be.</summary>
    [Setting(
        "What the value must be, as text.",
        Key = "equals",
        Example = "\"{version}\"",
        Placeholders = true,
        AllowEmpty = true
    )]
    public string? EqualTo { get; init; }

    /// <summary>The number that the value must reach.</summary>
    [Setting("The number that the value must reach.", Example = "1")]
    public double? AtLeast { get; init; }
}
