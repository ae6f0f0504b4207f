using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Configuration;

/// <summary>What the placeholders of a configuration stand for in one release.</summary>
/// <param name="release">The release.</param>
/// <param name="version">The version whose files are meant: the new one, or the previous one on the way back.</param>
/// <param name="directory">The directory of that version's files.</param>
public sealed class PlaceholderValues(ReleaseIdentity release, string version, string directory)
{
    /// <summary>What the tags of versions begin with.</summary>
    public string TagPrefix { get; init; } = "v";

    /// <summary>The value of a placeholder; <c>null</c> for an unknown one, which is left as it stands.</summary>
    /// <param name="name">Its name, without braces.</param>
    public string? Find(string name) =>
        name switch
        {
            "version" => version,
            "previous" => release.PreviousVersion ?? "",
            "project" => release.Project,
            "release" => release.Id,
            "directory" => directory,
            "revision" => release.IsRehearsal ? "HEAD" : TagPrefix + version,
            _ => null,
        };

    /// <summary>A text with its placeholders filled in.</summary>
    /// <param name="text">The text.</param>
    public string Fill(string text) => Placeholders.Fill(text, Find);

    /// <summary>A command of the configuration with its placeholders filled in.</summary>
    /// <param name="template">The command.</param>
    /// <param name="workingDirectory">The directory that it runs in.</param>
    public Command Fill(CommandTemplate template, string? workingDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new Command(Fill(template.Program), template.Arguments.Select(Fill))
        {
            WorkingDirectory = workingDirectory,
        };
    }

    /// <summary>A text or secret as the value of an environment variable or header.</summary>
    /// <param name="value">The text or secret.</param>
    public EnvironmentValue Fill(TextOrSecret value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToEnvironment(Find);
    }
}
