namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>A changelog before and after a release.</summary>
public sealed record ChangelogCase(string Name, string Version, string Tag, string Before, string After)
{
    public bool DropsSubsections { get; init; }

    public override string ToString() => Name;
}
