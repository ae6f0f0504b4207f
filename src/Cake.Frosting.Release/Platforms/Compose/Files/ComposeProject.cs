using System.Text.RegularExpressions;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.EnvFiles;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using EnvFile = Cake.Frosting.Release.EnvFiles.EnvFile;

namespace Cake.Frosting.Release.Platforms.Compose.Files;

/// <summary>The compose files of a project and the env file that they are filled in from, read at once.</summary>
internal sealed partial class ComposeProject
{
    /// <summary>In Compose v2's order of preference; v1 has the old names first, and nobody has both.</summary>
    private static readonly string[] Names =
    [
        "compose.yaml",
        "compose.yml",
        "docker-compose.yml",
        "docker-compose.yaml",
    ];

    private readonly Func<string, string?> environment;
    private readonly Dictionary<string, ComposeFile> extended = [];

    private ComposeProject(
        string directory,
        IReadOnlyList<ComposeFile> files,
        EnvFile? env,
        Func<string, string?> environment
    )
    {
        Directory = directory;
        Env = env;
        this.environment = environment;
        Files = [.. files.SelectMany(file => WithIncluded(file, []))];
    }

    /// <summary>The directory that the names of the files are relative to.</summary>
    public string Directory { get; }

    /// <summary>The compose files; a later one lies over those before it. What one includes comes before it.</summary>
    public IReadOnlyList<ComposeFile> Files { get; }

    /// <summary>The env file; <c>null</c> where there is none.</summary>
    public EnvFile? Env { get; }

    /// <summary>All services, with where they are named first.</summary>
    public IReadOnlyDictionary<string, string> Services =>
        Files
            .SelectMany(file => file.Services)
            .DistinctBy(service => service.Key)
            .ToDictionary(service => service.Key, service => service.Value);

    /// <summary>The files that are meant: those of the configuration, or those that Compose finds.</summary>
    /// <exception cref="ConfigurationException">There are none.</exception>
    public static IReadOnlyList<string> FilesOf(Platform platform)
    {
        if (platform.Files.Count > 0)
        {
            return platform.Files;
        }

        bool IsThere(string name) => File.Exists(Path.Combine(platform.Directory, name));
        var file =
            Names.FirstOrDefault(IsThere)
            ?? throw new ConfigurationException(
                $"There is no compose file in {platform.Directory}.",
                "Name it under platform/files, or its directory under platform/directory."
            );
        string[] candidates =
        [
            .. ((string[])[".yml", ".yaml"]).Select(end =>
                $"{Path.GetFileNameWithoutExtension(file)}.override{end}"
            ),
        ];
        return [file, .. candidates.Where(IsThere).Take(1)];
    }

    /// <summary>Reads them.</summary>
    /// <param name="platform">Which they are.</param>
    /// <param name="environment">A variable of the environment, which comes before the env file; <c>null</c> for none.</param>
    /// <exception cref="ReleaseException">One is missing or cannot be read.</exception>
    public static ComposeProject Read(Platform platform, Func<string, string?> environment)
    {
        var name = platform.EnvFile ?? ".env";
        var env =
            platform.EnvFile is not null || File.Exists(Path.Combine(platform.Directory, name))
                ? EnvFile.Parse(
                    name,
                    new ProjectFile(platform.Directory, name).Read(
                        "Name the env file under platform/envFile."
                    )
                )
                : null;
        return new ComposeProject(
            platform.Directory,
            [.. FilesOf(platform).Select(file => ComposeFile.Read(platform.Directory, file))],
            env,
            environment
        );
    }

    /// <summary>The project's name, as Compose makes it.</summary>
    public static string NameOf(Platform platform, Func<string, string?> environment)
    {
        if (platform.Project is { } configured)
        {
            return configured;
        }

        if (platform.Versions == VersionsAre.Directories)
        {
            // Of every version, or the next one would have volumes of its own.
            return Clean(Path.GetFileName(Path.TrimEndingDirectorySeparator(platform.Directory)));
        }

        var project = Read(platform, environment);
        var name =
            project.Variable("COMPOSE_PROJECT_NAME")
            ?? project.Files.Select(file => file.ProjectName).LastOrDefault(found => found is not null)
            ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(platform.Directory));
        return Clean(name);
    }

    /// <summary>A variable as Compose fills it in; <c>null</c> where it is not set.</summary>
    public string? Variable(string name) =>
        environment(name) ?? Env?.Values(environment).GetValueOrDefault(name);

    /// <summary>Whether the environment of this run says what a variable is, whatever the env file has.</summary>
    public bool IsInEnvironment(string name) => environment(name) is not null;

    /// <summary>The file in which the image of a service stands, and how it is written; <c>null</c> where it is nowhere.</summary>
    public (ComposeFile File, ComposeText Text)? ImageOf(string service)
    {
        for (var index = Files.Count - 1; index >= 0; index--)
        {
            if (ImageIn(Files[index], service, []) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The image of a service with its variables filled in; <c>null</c> where it has none.</summary>
    /// <exception cref="ReleaseRefusedException">A variable that it needs is not set.</exception>
    public string? ImageNameOf(string service) =>
        ImageOf(service) is { } image ? Fill(image.File, image.Text, Variable) : null;

    /// <summary>The services of the project that a service starts after.</summary>
    public IEnumerable<string> DependenciesOf(string service) =>
        Files.SelectMany(file => file.DependenciesOf(service)).Distinct();

    /// <summary>A file that an image was found in.</summary>
    public ComposeFile FileOf(string name) =>
        Files.FirstOrDefault(file => file.Name == name) ?? extended[name];

    /// <summary>A service has the image of the one that it extends, in this file or in another.</summary>
    private (ComposeFile File, ComposeText Text)? ImageIn(
        ComposeFile file,
        string service,
        HashSet<(string, string)> seen
    )
    {
        if (!seen.Add((file.Name, service)))
        {
            return null;
        }

        return file.ImageOf(service) is { } text ? (file, text)
            : file.BaseOf(service) is { } other
                ? ImageIn(other.File is null ? file : Extended(file, other.File), other.Service, seen)
            : null;
    }

    private ComposeFile Extended(ComposeFile from, ComposeText path)
    {
        var name = NameOf(from, path);
        return extended.TryGetValue(name, out var known)
            ? known
            : extended[name] = ComposeFile.Read(Directory, name);
    }

    private IEnumerable<ComposeFile> WithIncluded(ComposeFile file, IReadOnlyList<string> way)
    {
        foreach (var path in file.Includes)
        {
            var name = NameOf(file, path);
            // What is fetched from elsewhere cannot be edited; a circle is for Compose to refuse.
            if (!name.Contains("://", StringComparison.Ordinal) && !way.Contains(name))
            {
                foreach (var included in WithIncluded(ComposeFile.Read(Directory, name), [.. way, file.Name]))
                {
                    yield return included;
                }
            }
        }

        yield return file;
    }

    /// <summary>A file that another names, as that one's place has it.</summary>
    private string NameOf(ComposeFile from, ComposeText path)
    {
        var name = Fill(from, path, Variable);
        return name.Contains("://", StringComparison.Ordinal)
            ? name
            : Path.Combine(Path.GetDirectoryName(from.Name) ?? "", name).Replace('\\', '/');
    }

    /// <summary>The profiles that a service is of, where none of them is switched on; otherwise nothing.</summary>
    /// <param name="service">The service.</param>
    /// <param name="on">The profiles of the configuration; COMPOSE_PROFILES has further ones.</param>
    public IReadOnlyList<string> ProfilesOff(string service, IEnumerable<string> on)
    {
        string[] all = [.. on, .. (Variable("COMPOSE_PROFILES") ?? "").Split(',')];
        string[] its = [.. Files.SelectMany(file => file.ProfilesOf(service)).Distinct()];
        return its.Any(all.Contains) || all.Contains("*") ? [] : its;
    }

    internal static string Fill(ComposeFile file, ComposeText text, Func<string, string?> find) =>
        EnvVariables.Fill(
            text.Text,
            find,
            problem => new ReleaseRefusedException($"{file.At(text.At)}: {problem}")
        );

    private static string Clean(string name) =>
        NotInNames().Replace(name.ToLowerInvariant(), "").TrimStart('-', '_');

    [GeneratedRegex("[^-_a-z0-9]")]
    private static partial Regex NotInNames();
}
