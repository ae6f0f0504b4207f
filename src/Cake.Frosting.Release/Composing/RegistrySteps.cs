using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Registries;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What is asked of registries before anything is done.</summary>
internal static class RegistrySteps
{
    /// <summary>One check for each image.</summary>
    public static IReadOnlyList<ImageCheck> Checks(Rooms rooms, IEnumerable<string> images)
    {
        var section = rooms.Configuration.Registry;
        var options = new RegistryOptions
        {
            Wait = section.Wait,
            Interval = section.Interval,
            Platform = section.Platform,
            Insecure = section.Insecure,
        };
        return
        [
            .. images
                .Distinct()
                .Select(image => new ImageCheck(rooms.Client, ImageName.Parse(image), options)),
        ];
    }

    /// <summary>The steps of Preflight.</summary>
    /// <param name="checks">The checks of the images.</param>
    /// <param name="place">Where the engine's files are.</param>
    /// <param name="directory">Tells the engine's directory; <c>null</c> where its disk cannot be looked at.</param>
    public static IEnumerable<Step> Of(IReadOnlyList<ImageCheck> checks, IPlace place, Command? directory) =>
        checks.Count == 0 || directory is null
            ? checks.Select(check => check.Create())
            : checks.Select(check => check.Create()).Append(new DiskCheck(checks, place, directory).Create());
}
