using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Platforms.Compose.Files;

/// <summary>
/// Where the image of a service is to be changed: its text in a compose file, or a variable of the env file that
/// the text is filled in from.
/// </summary>
/// <param name="File">The file that is edited.</param>
/// <param name="At">Where, as messages name it.</param>
/// <param name="Value">What is written there.</param>
/// <param name="Splices">What changes; nothing where it is there already.</param>
internal sealed record VersionPlace(string File, string At, string Value, IReadOnlyList<Splice> Splices)
{
    /// <summary>What no value of a variable has in it.</summary>
    private const string Hole = "\u0001";

    /// <summary>The change that gives a service another image.</summary>
    /// <exception cref="ConfigurationException">The files leave no place for it.</exception>
    public static VersionPlace Of(ComposeProject project, string service, string image)
    {
        var (file, text) =
            project.ImageOf(service)
            ?? throw new ConfigurationException(
                $"{project.Services.GetValueOrDefault(service, service)}: {service} has no image in {string.Join(", ", project.Files.Select(each => each.Name))}.",
                $"Write `image:` for it there, or in an override file that platform/files names."
            );
        if (!text.Text.Contains('$', StringComparison.Ordinal))
        {
            var splices = text.Text == image ? (IReadOnlyList<Splice>)[] : [file.Replace(text, image)];
            return new VersionPlace(file.Name, file.At(text.At), image, splices);
        }

        return OfVariable(project, file, text, image);
    }

    private static VersionPlace OfVariable(
        ComposeProject project,
        ComposeFile file,
        ComposeText text,
        string image
    )
    {
        var names = new HashSet<string>();
        var now = ComposeProject.Fill(file, text, Noted);
        if (now == image)
        {
            return new VersionPlace(file.Name, file.At(text.At), image, []);
        }

        var found = names
            .Select(name => (Name: name, Value: Solve(file, text, project, name, image)))
            .Where(candidate => candidate.Value is { Length: > 0 })
            .ToList();
        if (found is not [var (name, value)])
        {
            throw new ConfigurationException(
                $"{file.At(text.At)}: '{text.Text}' is {now} now, and no one variable makes it {image}.",
                "Change the template of the image under services to what the compose file says, or the compose file."
            );
        }

        if (project.IsInEnvironment(name))
        {
            throw new ConfigurationException(
                $"{file.At(text.At)}: {name} is set in the environment of this run, which comes before {project.Env?.Name ?? ".env"}.",
                $"Unset {name}, so that the file says what runs."
            );
        }

        if (project.Env is not { } env)
        {
            throw new ConfigurationException(
                $"{file.At(text.At)}: {name} says which version runs, and there is no .env that sets it.",
                $"Make one in {project.Directory} with the line {name}={now}, or name it under platform/envFile."
            );
        }

        return new VersionPlace(env.Name, $"{name} in {env.Name}", value!, env.Set(name, value!));

        string? Noted(string variable)
        {
            names.Add(variable);
            return project.Variable(variable);
        }
    }

    /// <summary>What a variable must be for the text to become the image, all others being as they are; <c>null</c> where it cannot.</summary>
    private static string? Solve(
        ComposeFile file,
        ComposeText text,
        ComposeProject project,
        string name,
        string image
    )
    {
        var parts = ComposeProject
            .Fill(file, text, variable => variable == name ? Hole : project.Variable(variable))
            .Split(Hole);
        if (parts.Length < 2)
        {
            return null;
        }

        var holes = parts.Length - 1;
        var length = image.Length - parts.Sum(part => part.Length);
        if (length <= 0 || length % holes != 0 || !image.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return null;
        }

        var value = image.Substring(parts[0].Length, length / holes);
        return string.Join(value, parts) == image ? value : null;
    }
}
