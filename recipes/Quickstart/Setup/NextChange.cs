using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.State;

namespace Quickstart.Setup;

/// <summary>
/// Plays the developer: when everything in the repository is released, it commits the next change, so that every
/// further run has something to release. The first one changes a table.
/// </summary>
internal sealed class NextChange(WorkspaceSettings settings, ShopRepository repository)
{
    private const string Unreleased = "## [Unreleased]\n";

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        var here = await repository.VersionsAtHeadAsync(cancellationToken).ConfigureAwait(false);
        if (here.Count == 0 || !WereReleased(here))
        {
            return;
        }

        var versions = await repository.VersionsAsync(cancellationToken).ConfigureAwait(false);
        var entry = versions.Count == 1 ? AmountsInCents() : AnotherPage(versions.Count);
        AddEntry(entry);
        await repository.CommitAsync(entry, cancellationToken).ConfigureAwait(false);
        await repository.PushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A change that the old program cannot live with: a column is replaced, and all rows are rewritten.</summary>
    private string AmountsInCents()
    {
        Write(
            "migrations/0002_amounts_in_cents.sql",
            """
            -- Amounts are kept in cents, as every other service of the shop does.
            alter table orders add column amount_cents bigint;
            update orders set amount_cents = round(amount * 100);
            alter table orders alter column amount_cents set not null;
            alter table orders drop column amount;

            """
        );
        Write(
            "migrations/0002_amounts_in_cents.undo.sql",
            """
            alter table orders add column amount numeric(10, 2);
            update orders set amount = amount_cents / 100.0;
            alter table orders alter column amount set not null;
            alter table orders drop column amount_cents;

            """
        );
        Write(
            "sql/insert-order.sql",
            "insert into orders (id, customer, amount_cents) values ($1, $2, round($3 * 100)) on conflict (id) do nothing\n"
        );
        return "Amounts are kept in cents.";
    }

    private string AnotherPage(int number)
    {
        // Every other change migrates, so that releases of both kinds can be watched.
        if (number % 2 == 1)
        {
            Write(
                $"migrations/{number:0000}_note_{number}.sql",
                $"alter table products add column note_{number} text;\n"
            );
            Write(
                $"migrations/{number:0000}_note_{number}.undo.sql",
                $"alter table products drop column note_{number};\n"
            );
        }

        var lines = Enumerable
            .Range(1, 40)
            .Select(line => $"<p>Line {line} of the news, number {number}.</p>\n");
        Write(
            $"wwwroot/news-{number}.html",
            $"<!doctype html>\n<title>News {number}</title>\n<h1>News {number}</h1>\n{string.Concat(lines)}"
        );
        return $"News, number {number}.";
    }

    private void AddEntry(string entry)
    {
        var file = Path.Combine(settings.Repository, "CHANGELOG.md");
        var text = File.ReadAllText(file);
        File.WriteAllText(
            file,
            text.Replace(Unreleased, $"{Unreleased}\n### Added\n\n- {entry}\n", StringComparison.Ordinal)
        );
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(settings.Repository, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>A version whose tag was pushed and which never went live is still to be released.</summary>
    private bool WereReleased(IEnumerable<string> versions)
    {
        using var state = TargetStates.Open(settings.Load(), new Redactor(), TimeProvider.System);
        var live = state
            .ReadAll()
            .Where(record => record.WentLiveAt is not null)
            .Select(record => record.Release.Version)
            .Append(FirstVersion.Version)
            .ToHashSet();
        return versions.All(live.Contains);
    }
}
