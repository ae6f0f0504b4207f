using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// Which image each service was to get when a release began. It may have come from the environment of that run, which
/// the run that takes the release up need not have.
/// </summary>
internal static class MeantImages
{
    private const string Fact = "meant";

    /// <summary>Writes it down.</summary>
    /// <param name="images">The images by service.</param>
    /// <param name="context">Takes the facts.</param>
    public static void Record(IReadOnlyDictionary<string, string> images, StepContext context)
    {
        foreach (var (service, image) in images)
        {
            context.Facts.Record(ImageBook.StepId, $"image:{service}", image);
        }

        context.Facts.Record(ImageBook.StepId, Fact, "true");
    }

    /// <summary>Refuses to go on with other images than those that a release began with.</summary>
    /// <param name="images">The images that are meant now, by service; <c>null</c> where one stays as it is.</param>
    /// <param name="release">The release.</param>
    /// <param name="begun">What the release has found out so far.</param>
    /// <exception cref="ReleaseRefusedException">A service has another image now, or has it no more.</exception>
    public static void RefuseOther(
        IReadOnlyDictionary<string, string?> images,
        ReleaseIdentity release,
        Facts begun
    )
    {
        if (begun.Find(ImageBook.StepId, Fact) is null)
        {
            return;
        }

        foreach (var (service, image) in images)
        {
            var meant = begun.Find(ImageBook.StepId, $"image:{service}");
            if (meant != image)
            {
                throw new ReleaseRefusedException(
                    $"The release of {release.Version} began with {meant ?? "no image of its own"} for {service}, and goes on with {image ?? "none"}: half of it would be another version.",
                    $"Go on with what it began with: the image of {service} comes from release.yml, or from a variable of the environment that it names. Or take the release back: --target=Rollback"
                );
            }
        }
    }
}
