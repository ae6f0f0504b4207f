using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>What is gathered while one configuration is bound.</summary>
internal sealed class BindingContext(
    Func<string, string?> environment,
    string projectDirectory,
    Problems problems
)
{
    private readonly OrderedDictionary<string, Secret> secrets = [];

    /// <summary>The directory that paths are relative to.</summary>
    internal string ProjectDirectory { get; } = projectDirectory;

    /// <summary>The kind of platform that the configuration is for.</summary>
    internal PlatformKind Platform { get; init; }

    /// <summary>What is wrong so far.</summary>
    internal Problems Problems { get; } = problems;

    /// <summary>The names that must exist elsewhere in the file.</summary>
    internal List<Reference> References { get; } = [];

    /// <summary>The secrets named so far, each once.</summary>
    internal IReadOnlyList<Secret> Secrets => [.. secrets.Values];

    /// <summary>A variable of the environment.</summary>
    internal string? Variable(string name) => environment(name);

    /// <summary>The secret of a name.</summary>
    internal Secret Secret(string name)
    {
        if (!secrets.TryGetValue(name, out var secret))
        {
            secrets.Add(name, secret = new Secret(name, environment(name)));
        }
        return secret;
    }
}
