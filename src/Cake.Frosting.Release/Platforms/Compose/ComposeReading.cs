using System.Text.RegularExpressions;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>What Compose itself makes of the files, against what is made of them here.</summary>
internal static partial class ComposeReading
{
    /// <summary>Lets Compose take the files, and adds to its complaint the place in the file.</summary>
    /// <exception cref="ConfigurationException">It does not take them.</exception>
    public static async Task CheckAsync(
        ComposeProject project,
        ComposeCommands commands,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await context
                .LookAsync(new ThisMachine(), commands.Check, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CommandFailedException failure) when (failure.CommandExitCode is not null)
        {
            var said = failure.StandardError.Trim();
            throw new ConfigurationException(
                $"{PlaceOf(project, said)}{commands.Program} does not take the files: {said}",
                $"Mend what it names; to see it for yourself: {Instruction.Run(new ThisMachine(), commands.Check).Text}",
                failure
            );
        }
    }

    /// <summary>Compares the images as Compose reads them with those that are meant.</summary>
    /// <exception cref="ReleaseRefusedException">They differ.</exception>
    public static async Task CompareAsync(
        ComposeProject project,
        ComposeCommands commands,
        IReadOnlyDictionary<string, string> images,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var output = await context
            .LookAsync(new ThisMachine(), commands.Config, cancellationToken)
            .ConfigureAwait(false);
        var read = ComposeFile.Parse("config", System.Text.Encoding.UTF8.GetBytes(output.StandardOutput));
        foreach (var (service, image) in images)
        {
            var seen = read.ImageOf(service)?.Text;
            if (seen != image)
            {
                var at = project.ImageOf(service) is { } place ? $"{place.File.At(place.Text.At)}: " : "";
                throw new ReleaseRefusedException(
                    $"{at}{commands.Program} reads the image of {service} as {seen ?? "nothing"}, and not as {image}.",
                    "Look for a variable in the environment of this run, or for another file that says it too: platform/files and platform/envFile name all that count."
                );
            }
        }
    }

    /// <summary>The place of the longest path that a message names: <c>services.api.environment</c>.</summary>
    private static string PlaceOf(ComposeProject project, string message) =>
        Path()
            .Matches(message)
            .Select(match => match.Value.TrimEnd('.'))
            .OrderByDescending(path => path.Count(letter => letter == '.'))
            .SelectMany(path => project.Files.Reverse().Select(file => file.Locate(path)))
            .FirstOrDefault(at => at is not null)
            is { } found
            ? $"{found}: "
            : "";

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_-]*(\.(\[?[0-9]+\]?|[A-Za-z0-9_-]+))*")]
    private static partial Regex Path();
}
