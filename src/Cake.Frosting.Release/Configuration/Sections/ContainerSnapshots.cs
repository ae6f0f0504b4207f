namespace Cake.Frosting.Release.Configuration;

/// <summary>Images of the containers that a release replaces.</summary>
[Section(
    "Images of the stopped containers that a release replaces, each named by the release: project-release/service:release. What is in volumes is not in them, and the report says which. They hold the containers' environment: nobody pushes them."
)]
public sealed record ContainerSnapshots
{
    /// <summary>Of how many releases they are kept.</summary>
    [Setting("Of how many releases they are kept.", Example = "5", Minimum = 1, Maximum = 1000)]
    public int Keep { get; init; } = 3;
}
