using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Versions that are images, which the compose files or their env file name.</summary>
/// <param name="parts">What the steps are made with.</param>
internal sealed class ImageVersions(ComposeParts parts) : IVersions
{
    /// <inheritdoc/>
    public string? Current(ReleasedServices services) => services.VersionInFiles;

    /// <inheritdoc/>
    public string DirectoryOf(string version) => parts.Commands.Directory;

    /// <inheritdoc/>
    public OncePlace New(string service, ReleaseIdentity release) =>
        new(parts.Commands, parts.OneOffOf(service) with { Overlay = parts.OverlayOf(release).File });

    /// <inheritdoc/>
    public OncePlace Old(string service, ReleaseIdentity release) =>
        new(parts.Commands, parts.OneOffOf(service));

    /// <inheritdoc/>
    public string? VersionOf(ReleasedServices services, string service, ContainerState container) =>
        services.TemplateOf(service)?.VersionOf(container.Reference)
        ?? ImageTemplate.TagOf(container.Reference);

    /// <inheritdoc/>
    public string? ProblemOf(IReadOnlyList<ContainerState> containers) => null;

    /// <inheritdoc/>
    public IReadOnlyList<Step> Steps(ReleaseIdentity release)
    {
        var services = new ReleasedServices(parts.Configuration, parts.Read());
        services.Check();
        var images = services.ImagesOf(release);
        var tools = parts.TiersOf(release, parts.Commands, DirectoryOf);
        var tiers = services.Tiers().Select(tier => new ServiceTier(tier, tools, tools)).ToList();
        return
        [
            ComposePreflight.Files(parts.Read, parts.Commands, services, images),
            parts.OneOffs.AtBegin(),
            new FetchStep(
                parts.Configuration,
                images,
                services.Names,
                parts.Book,
                parts.Containers,
                parts.Docker,
                parts.OverlayOf(release)
            ).Create(release, parts.ValuesOf(release, release.Version, parts.Commands.Directory)),
            .. tiers.AsEnumerable().Reverse().Select(tier => tier.Stop(release)),
            new VersionStep(parts.Read, parts.Commands, parts.Book, images).Create(release),
            parts.OneOffs.BeforeStart(),
            .. tiers.Select(tier => tier.Start(release, NewImageOf)),
            .. parts.SnapshotsOf(release, services.Names, tiers),
            new OldImages(parts.OverlayOf(release), parts.Configuration.Platform.Keep, parts.Docker).Create(),
        ];

        string? NewImageOf(string service, StepContext context) =>
            images.TryGetValue(service, out var image)
                ? ImageBook.NewOf(image, context)
                : ImageBook.OldOf(service, context);
    }
}
