using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Composing;

/// <summary>Paths of the configuration that have to be within the git repository, as the release commits them.</summary>
internal static class Within
{
    /// <summary>A path relative to the directory of the checkout, with slashes.</summary>
    /// <exception cref="ConfigurationException">It lies outside.</exception>
    public static string Repository(ReleaseConfiguration configuration, string path, string setting)
    {
        var name = Path.GetRelativePath(configuration.Git.Directory, path);
        return name.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(name)
            ? throw new ConfigurationException(
                $"{configuration.SourceFile}: {setting}: {path} is outside of the git repository {configuration.Git.Directory}.",
                "A release commits it, so name a file inside, or set changelog/from to none."
            )
            : name.Replace('\\', '/');
    }
}
