using System.Globalization;
using Cake.Frosting.Release.Assets;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// Compresses the static files of the new version. It is done ahead of time, as soon as the files are there and
/// while the old version serves; the stage Compress then finds that nothing has changed, or mends it.
/// </summary>
internal static class CompressSteps
{
    public static IEnumerable<Step> Ahead(Rooms rooms, ReleaseIdentity release) =>
        Files(rooms)
            .Select(section =>
                StepOf(rooms, release, section) with
                {
                    Id = $"backup/compress:{section.Directory}",
                    Stage = Stage.Backup,
                    Title = $"Compress the files in {section.Directory} ahead of time",
                    After = ["backup/fetch"],
                }
            )
            .Concat(AheadOf(rooms, release).Select(ahead => ahead.Ahead));

    public static IEnumerable<Step> Tidy(Rooms rooms, ReleaseIdentity release) =>
        AheadOf(rooms, release).Select(ahead => ahead.Tidy);

    public static IEnumerable<Step> InChain(Rooms rooms, ReleaseIdentity release) =>
        Files(rooms)
            .Select(section => StepOf(rooms, release, section))
            .Concat(InServices(rooms).Select(section => ServiceCompression.InChain(rooms, release, section)));

    /// <summary>What an application's own commands need before anything is changed.</summary>
    public static IEnumerable<Step> Check(Rooms rooms) =>
        InServices(rooms)
            .Where(section => section.Volume is not null)
            .Select(section => ServiceCompression.Check(rooms, section));

    /// <summary>Before the version is set, so that its undo comes once it is set back.</summary>
    public static IEnumerable<Step> WayBack(Rooms rooms, ReleaseIdentity release) =>
        release.PreviousVersion is null
            ? []
            : InServices(rooms).Select(section => ServiceCompression.WayBack(rooms, release, section));

    private static IEnumerable<Compress> Files(Rooms rooms) =>
        rooms.Configuration.Compress.Where(section => section.Directory is not null);

    private static IEnumerable<Compress> InServices(Rooms rooms) =>
        rooms.Configuration.Compress.Where(section => section.Service is not null);

    private static IEnumerable<AheadCompression> AheadOf(Rooms rooms, ReleaseIdentity release) =>
        InServices(rooms)
            .Select(section => ServiceCompression.AheadOf(rooms, release, section))
            .OfType<AheadCompression>();

    private static Step StepOf(Rooms rooms, ReleaseIdentity release, Compress section)
    {
        var name = section.Directory!;
        var directory = Path.GetFullPath(Path.Combine(rooms.Platform.DirectoryOf(release.Version), name));
        var manifest = Path.Combine(
            rooms.Configuration.Directory,
            "compressed",
            $"{release.Version}-{name.Replace('/', '-')}.json"
        );
        StaticDirectory[] directories = [new(directory, manifest)];
        var compressor = new StaticCompressor(OptionsOf(section), rooms.Time);
        var instruction = Instruction.Manual(
            $"Write {Variants(section)} beside each file in {directory} that gets smaller by it"
        );
        return new Step
        {
            Id = $"compress/{name}",
            Stage = Stage.Compress,
            Title = $"Compress the files in {name}",
            Instructions = [instruction],
            Probe = async (_, cancellationToken) =>
            {
                if (!Directory.Exists(directory))
                {
                    return Probe.NotDone();
                }

                var plan = await compressor.PlanAsync(directories, cancellationToken).ConfigureAwait(false);
                return plan.IsInPlace
                    ? Probe.Done("every compressed file is there and fits its source")
                    : Probe.NotDone();
            },
            Act = async (context, cancellationToken) =>
            {
                context.Issue(instruction);
                Directory.CreateDirectory(Path.GetDirectoryName(manifest)!);
                var result = await compressor
                    .RunAsync(directories, null, cancellationToken)
                    .ConfigureAwait(false);
                context.Progress(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{result.Written.Count} written, {result.Skipped} in place already"
                    )
                );
            },
        };
    }

    private static CompressOptions OptionsOf(Compress section)
    {
        var options = new CompressOptions
        {
            Gzip = section.Gzip > 0,
            GzipLevel = section.Gzip > 0 ? section.Gzip : 9,
            Brotli = section.Brotli > 0,
            BrotliQuality = section.Brotli > 0 ? section.Brotli : 11,
            MaximumRatio = 1 - section.MinimumGain,
            MinimumBytes = section.MinimumSize.Bytes,
            Exclude = section.Exclude,
        };
        return section.Include.Count == 0 ? options : options with { Include = section.Include };
    }

    private static string Variants(Compress section) =>
        (section.Gzip > 0, section.Brotli > 0) switch
        {
            (true, true) => ".gz and .br",
            (true, false) => ".gz",
            (false, true) => ".br",
            _ => "nothing",
        };
}
