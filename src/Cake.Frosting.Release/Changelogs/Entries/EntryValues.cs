namespace Cake.Frosting.Release.Changelogs;

/// <summary>What an entry can say, as plain text; empty where there is nothing to say.</summary>
internal sealed record EntryValues
{
    public required string Subject { get; init; }

    public string Type { get; init; } = "";

    public string Scope { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Number { get; init; } = "";

    public string Author { get; init; } = "";

    public string Note { get; init; } = "";

    public bool IsBreaking { get; init; }
}
