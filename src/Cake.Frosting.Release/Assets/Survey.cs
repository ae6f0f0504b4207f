using System.Collections.Concurrent;

namespace Cake.Frosting.Release.Assets;

/// <summary>Everything found in the directories, and what is to be done about it.</summary>
internal sealed record Survey(
    IReadOnlyList<Root> Roots,
    IReadOnlyList<SourceState> Sources,
    IReadOnlyList<Removal> Removals,
    IReadOnlyDictionary<Root, Manifest> Manifests,
    IReadOnlyList<string> Notices
)
{
    public static async Task<Survey> TakeAsync(
        IReadOnlyList<Root> roots,
        CompressOptions options,
        CancellationToken cancellation
    )
    {
        var notices = new List<string>();
        var removals = new List<Removal>();
        var found = new List<SourceFile>();
        var manifests = roots.ToDictionary(
            root => root,
            root => ManifestFile.Load(root.ManifestPath, notices)
        );
        var inspector = new Inspector(options, cancellation);
        foreach (var root in roots)
        {
            var scan = await Task.Run(() => new DirectoryScan(root, options).Run(cancellation), cancellation);
            found.AddRange(scan.Sources);
            notices.AddRange(scan.Notices);
            removals.AddRange(scan.Leftovers.Select(path => new Removal(path, "left by a killed run", null)));
            removals.AddRange(
                new StaleVariants(root, manifests[root], inspector, notices).Besides(scan.Sources)
            );
        }

        var states = new ConcurrentBag<SourceState>();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Workers,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(
            found.OrderByDescending(source => source.Length),
            parallel,
            (source, _) =>
            {
                var entry = manifests[source.Root].Files.GetValueOrDefault(source.Relative);
                states.Add(inspector.Inspect(source, entry));
                return ValueTask.CompletedTask;
            }
        );
        var ordered = states.OrderBy(state => state.Source.Path, StringComparer.Ordinal);
        return new Survey(roots, [.. ordered], removals, manifests, notices);
    }

    public CompressPlan ToPlan()
    {
        var variants = Sources.SelectMany(state =>
            state.Variants.Select(v => new VariantPlan(
                state.Source.VariantPath(v.Encoding),
                v.Action,
                v.Reason,
                v.Encoding
            ))
        );
        var others = Removals.Select(r => new VariantPlan(
            r.Path,
            VariantAction.Remove,
            r.Reason,
            r.Encoding
        ));
        return new CompressPlan(
            [.. variants.Concat(others).OrderBy(v => v.Path, StringComparer.Ordinal)],
            Notices
        );
    }
}
