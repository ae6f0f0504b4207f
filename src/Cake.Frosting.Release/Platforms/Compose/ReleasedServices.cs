using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>The services of release.yml held against those of the compose files.</summary>
/// <param name="configuration">What is released.</param>
/// <param name="project">The compose files.</param>
internal sealed class ReleasedServices(ReleaseConfiguration configuration, ComposeProject project)
{
    /// <summary>The services that are released, in the order of the configuration.</summary>
    public IReadOnlyList<string> Names { get; } =
    [.. configuration.Services.Where(entry => !entry.Value.Keep).Select(entry => entry.Key)];

    /// <summary>The services that go on running untouched.</summary>
    public IReadOnlyList<string> Kept { get; } =
    [.. configuration.Services.Where(entry => entry.Value.Keep).Select(entry => entry.Key)];

    /// <summary>The template of a service's image; <c>null</c> where it stays as it is.</summary>
    public ImageTemplate? TemplateOf(string service) =>
        configuration.Services[service].Image is { Length: > 0 } image
            ? new ImageTemplate(image, configuration.Project)
            : null;

    /// <summary>The images that a release sets, by service.</summary>
    public IReadOnlyDictionary<string, string> ImagesOf(ReleaseIdentity release) =>
        Names
            .Select(name => (name, template: TemplateOf(name)))
            .Where(entry => entry.template is not null)
            .ToDictionary(entry => entry.name, entry => entry.template!.Of(release.Version));

    /// <summary>
    /// The version that the files set; <c>null</c> where no image has one. A tag of another form than release.yml has,
    /// such as v36-4 before release-v36-7, has its version from its first digit on.
    /// </summary>
    public string? VersionInFiles =>
        Versioned
            .Select(name => TemplateOf(name)!.VersionOf(project.ImageNameOf(name)))
            .Concat(Versioned.Select(name => ImageTemplate.VersionInTag(project.ImageNameOf(name))))
            .FirstOrDefault(version => version is not null);

    private IEnumerable<string> Versioned => Names.Where(name => TemplateOf(name) is { HasVersion: true });

    /// <summary>The services in tiers: each tier needs those before it. Within a tier nobody needs another.</summary>
    /// <exception cref="ConfigurationException">They need each other in a circle.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Tiers()
    {
        var levels = new Dictionary<string, int>();
        foreach (var name in Names)
        {
            Level(name, []);
        }

        return
        [
            .. levels
                .GroupBy(entry => entry.Value)
                .OrderBy(tier => tier.Key)
                .Select(tier => (IReadOnlyList<string>)[.. Names.Where(name => levels[name] == tier.Key)]),
        ];

        int Level(string name, IReadOnlyList<string> way)
        {
            if (way.Contains(name))
            {
                throw new ConfigurationException(
                    $"{Where(name)}: {string.Join(" → ", way.SkipWhile(each => each != name).Append(name))} is a circle, when depends_on of the compose files is counted in.",
                    "Nothing in it could ever start: take one of them out of dependsOn."
                );
            }

            if (!levels.TryGetValue(name, out var level))
            {
                level = NeedsOf(name).Select(need => Level(need, [.. way, name]) + 1).DefaultIfEmpty(0).Max();
                levels[name] = level;
            }

            return level;
        }
    }

    /// <summary>Refuses what cannot be released as it is written.</summary>
    /// <exception cref="ConfigurationException">The message lists every problem.</exception>
    public void Check()
    {
        string[] problems =
        [
            .. Unknown(),
            .. Off(),
            .. configuration.Platform.Versions == VersionsAre.Directories
                ? Unnamed().Concat(WithImage())
                : Forgotten().Concat(Split()).Concat(Shared()),
        ];
        if (problems.Length > 0)
        {
            throw new ConfigurationException(string.Join('\n', problems));
        }
    }

    private IEnumerable<string> NeedsOf(string name) =>
        configuration
            .Services[name]
            .DependsOn.Concat(project.DependenciesOf(name))
            .Distinct()
            .Where(Names.Contains);

    private string Where(string service) =>
        configuration.ServicePositions.GetValueOrDefault(service, configuration.SourceFile);

    private IEnumerable<string> Unknown()
    {
        var there = project.Services;
        var files = string.Join(", ", project.Files.Select(file => file.Name));
        return configuration
            .Services.Keys.Where(name => !there.ContainsKey(name))
            .Select(name =>
                $"{Where(name)}: services/{name}: {files} {(project.Files.Count == 1 ? "has" : "have")} no service of this name"
                + (
                    Suggestion.Closest(name, there.Keys) is { } closest
                        ? $"; did you mean '{closest}'?"
                        : $"; there are {string.Join(", ", there.Keys)}"
                )
            );
    }

    /// <summary>Any service may mount the source: one that nobody named would go on with the old one, and go on writing.</summary>
    private IEnumerable<string> Unnamed() =>
        project
            .Services.Where(entry => !configuration.Services.ContainsKey(entry.Key))
            .Select(entry =>
                $"{entry.Value}: {configuration.SourceFile} does not name {entry.Key}, which would go on running from the old version's directory: name it under services, or say keep: true"
            );

    private IEnumerable<string> WithImage() =>
        Names
            .Where(name => TemplateOf(name) is not null)
            .Select(name =>
                $"{Where(name)}: services/{name}/image: versions are directories here, and the compose files of a version say its images: leave it out"
            );

    /// <summary>Compose would not start them.</summary>
    private IEnumerable<string> Off() =>
        configuration
            .Services.Keys.Select(name => (Name: name, Profiles: ProfilesOff(name)))
            .Where(entry => entry.Profiles.Count > 0)
            .Select(entry =>
                $"{Where(entry.Name)}: services/{entry.Name}: is of the profile {string.Join(", ", entry.Profiles)}, which is not switched on: name it under platform/profiles"
            );

    /// <summary>Of one application some services would be released and others forgotten.</summary>
    private IEnumerable<string> Forgotten()
    {
        var released = Repositories();
        return project
            .Services.Where(entry => !configuration.Services.ContainsKey(entry.Key))
            .Select(entry => (entry.Key, At: entry.Value, Repository: Repository(entry.Key)))
            .Where(entry => entry.Repository is not null && released.ContainsKey(entry.Repository))
            .Where(entry => ProfilesOff(entry.Key).Count == 0 || !MovesAlong(entry.Key))
            .Select(entry =>
                $"{entry.At}: {entry.Key} has the image {entry.Repository} as {released[entry.Repository!]} has, and {configuration.SourceFile} does not name it: release it along with the same image, or say keep: true"
            );
    }

    private IReadOnlyList<string> ProfilesOff(string service) =>
        project.ProfilesOff(service, configuration.Platform.Profiles);

    /// <summary>What does not run moves along where its image is the very text of one that is released.</summary>
    private bool MovesAlong(string service) =>
        project.ImageOf(service) is { } image
        && Names.Any(name =>
            TemplateOf(name) is not null
            && project.ImageOf(name) is { } released
            && (
                released.Text == image.Text
                || (
                    released.Text.Text == image.Text.Text
                    && image.Text.Text.Contains('$', StringComparison.Ordinal)
                )
            )
        );

    /// <summary>Services that share an image would part.</summary>
    private IEnumerable<string> Split() =>
        Names
            .Where(name => TemplateOf(name) is not null)
            .GroupBy(name => ImageTemplate.RepositoryOf(TemplateOf(name)!.Of("0")))
            .Where(group => group.Select(name => TemplateOf(name)!.Of("0")).Distinct().Count() > 1)
            .Select(group =>
                $"{Where(group.Last())}: {string.Join(" and ", group)} share the image {group.Key}, and would get different versions of it: give them the same image"
            )
            .Concat(
                Names
                    .Where(name =>
                        TemplateOf(name) is null && Repositories().ContainsKey(Repository(name) ?? "")
                    )
                    .Select(name =>
                        $"{Where(name)}: services/{name}: shares the image {Repository(name)} with {Repositories()[Repository(name)!]}, and has no `image`: they must move together"
                    )
            );

    /// <summary>One text of the files is the image of a service that is released and of one that is not.</summary>
    private IEnumerable<string> Shared() =>
        Kept.Where(name => project.ImageOf(name) is not null)
            .Select(name =>
                (
                    Kept: name,
                    Released: Names.FirstOrDefault(other =>
                        TemplateOf(other) is not null
                        && project.ImageOf(other) is { } image
                        && image.Text == project.ImageOf(name)!.Value.Text
                    )
                )
            )
            .Where(pair => pair.Released is not null)
            .Select(pair =>
                $"{project.ImageOf(pair.Kept)!.Value.File.At(project.ImageOf(pair.Kept)!.Value.Text.At)}: {pair.Kept}, which is kept, and {pair.Released} have one and the same text for their image: write it for {pair.Kept} by itself"
            );

    private Dictionary<string, string> Repositories() =>
        Names
            .Where(name => TemplateOf(name) is not null)
            .GroupBy(name => ImageTemplate.RepositoryOf(TemplateOf(name)!.Of("0")))
            .ToDictionary(group => group.Key, group => group.First());

    private string? Repository(string service) =>
        project.ImageNameOf(service) is { } image ? ImageTemplate.RepositoryOf(image) : null;
}
