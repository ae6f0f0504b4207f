using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// Which image each service has: what ran before the release and what was fetched for it, by the image's id. A tag
/// may be moved by anybody at any time; an id is what it is.
/// </summary>
/// <param name="docker">The commands.</param>
/// <param name="project">The project's name.</param>
internal sealed class ImageBook(DockerCommands docker, string project)
{
    /// <summary>The step that writes it.</summary>
    public const string StepId = "backup/fetch";

    private readonly IPlace place = new ThisMachine();

    /// <summary>The name that keeps the old image of a service from being tidied away.</summary>
    public string KeptName(string service) => $"{project}-release/{service.ToLowerInvariant()}:previous";

    /// <summary>Writes down what runs, and gives its images names that stay.</summary>
    public async Task RecordOldAsync(
        IReadOnlyDictionary<string, IReadOnlyList<ContainerState>> running,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var (service, containers) in running.Where(entry => entry.Value.Count > 0))
        {
            if (OldOf(service, context) is null)
            {
                context.Facts.Record(StepId, $"replicas:{service}", Text(containers.Count));
                context.Facts.Record(StepId, $"reference:{service}", containers[0].Reference);
                context.Facts.Record(
                    StepId,
                    $"digest:{service}",
                    (
                        await FindAsync(containers[0].Image, context, cancellationToken).ConfigureAwait(false)
                    )?.Digest
                        ?? ""
                );
                context.Facts.Record(StepId, $"old:{service}", containers[0].Image);
            }

            await context
                .RunAsync(place, docker.Tag(OldOf(service, context)!, KeptName(service)), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Writes down what a tag means before it is fetched.</summary>
    public async Task RecordBeforeAsync(
        string reference,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Facts.Find(StepId, $"before:{reference}") is null)
        {
            var found = await FindAsync(reference, context, cancellationToken).ConfigureAwait(false);
            context.Facts.Record(StepId, $"before:{reference}", found?.Id ?? "");
        }
    }

    /// <summary>Writes down what was fetched.</summary>
    /// <exception cref="ReleaseRefusedException">It is not there.</exception>
    public async Task RecordNewAsync(
        string reference,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var found =
            await FindAsync(reference, context, cancellationToken).ConfigureAwait(false)
            ?? throw new ReleaseRefusedException(
                $"The image {reference} is not on the engine after it was fetched.",
                "The commands under fetch must build or load it under this very name."
            );
        context.Facts.Record(StepId, $"new-digest:{reference}", found.Digest ?? "");
        context.Facts.Record(StepId, $"new:{reference}", found.Id);
        context.Progress($"{reference} is {found.Digest ?? found.Id}");
    }

    /// <summary>The services whose old image is known.</summary>
    public static IReadOnlyList<string> ServicesIn(StepContext context) => KeysOf("old:", context);

    /// <summary>The names of images that were fetched, or were about to be.</summary>
    public static IReadOnlyList<string> ReferencesIn(StepContext context) => KeysOf("before:", context);

    /// <summary>Gives a tag back what it meant before.</summary>
    public async Task RestoreAsync(string reference, StepContext context, CancellationToken cancellationToken)
    {
        if (
            context.Facts.Find(StepId, $"before:{reference}") is { Length: > 0 } before
            && (await FindAsync(reference, context, cancellationToken).ConfigureAwait(false))?.Id != before
        )
        {
            await context
                .RunAsync(place, docker.Tag(before, reference), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The id of what ran before; <c>null</c> where that is not known.</summary>
    public static string? OldOf(string service, StepContext context) =>
        context.Facts.Find(StepId, $"old:{service}");

    /// <summary>The id of what was fetched; <c>null</c> where that is not known.</summary>
    public static string? NewOf(string reference, StepContext context) =>
        context.Facts.Find(StepId, $"new:{reference}");

    /// <summary>How many containers services had before, where they were more than one.</summary>
    public static IReadOnlyDictionary<string, int> ReplicasOf(
        IEnumerable<string> services,
        StepContext context
    ) =>
        services
            .Select(service =>
                (
                    service,
                    count: int.Parse(
                        context.Facts.Find(StepId, $"replicas:{service}") ?? "1",
                        CultureInfo.InvariantCulture
                    )
                )
            )
            .Where(entry => entry.count > 1)
            .ToDictionary(entry => entry.service, entry => entry.count);

    /// <summary>Makes a name mean the image that it must; one that is gone is fetched again by its digest.</summary>
    /// <param name="reference">The name as the compose file has it.</param>
    /// <param name="id">The image that it must mean.</param>
    /// <param name="service">The service that it is for.</param>
    /// <param name="context">Runs commands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PinAsync(
        string reference,
        string id,
        string service,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if ((await FindAsync(reference, context, cancellationToken).ConfigureAwait(false))?.Id == id)
        {
            return;
        }

        if (await FindAsync(id, context, cancellationToken).ConfigureAwait(false) is null)
        {
            await FetchAgainAsync(id, service, context, cancellationToken).ConfigureAwait(false);
        }

        if (!reference.Contains('@', StringComparison.Ordinal))
        {
            await context.RunAsync(place, docker.Tag(id, reference), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An image that is on the engine; <c>null</c> where it is not. Changes nothing.</summary>
    public async Task<(string Id, string? Digest)?> FindAsync(
        string reference,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var found = await context
            .LookAsync(place, docker.Image(reference), cancellationToken)
            .ConfigureAwait(false);
        if (found.ExitCode != 0)
        {
            return found.StandardError.Contains("No such image", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new ReleaseRefusedException(
                    $"The engine cannot tell about the image {reference}: {found.StandardError.Trim()}"
                );
        }

        var words = found.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (words[0], words.Length > 1 ? words[1] : null);
    }

    private async Task FetchAgainAsync(
        string id,
        string service,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Facts.Find(StepId, $"digest:{service}") is not { Length: > 0 } digest)
        {
            throw new ReleaseRefusedException(
                $"The image {id} that {service} ran is no longer on the engine, and no registry knew it.",
                "Build or load it again, and run the rollback again."
            );
        }

        await context.RunAsync(place, docker.Pull(digest), cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyList<string> KeysOf(string kind, StepContext context) =>
        [
            .. context
                .Facts.All.Keys.Where(key => key.StartsWith($"{StepId}.{kind}", StringComparison.Ordinal))
                .Select(key => key[$"{StepId}.{kind}".Length..])
                .Order(StringComparer.Ordinal),
        ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
