using System.Globalization;
using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>A query, and what the first column of its first row must be.</summary>
internal sealed class SqlProbe(DatabaseTarget target, SqlCheck check, PlaceholderValues values) : ICheck
{
    public Instruction Instruction => Instruction.Sql(target.Label, check.Query);

    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await AskAsync(target, check.Query, cancellationToken).ConfigureAwait(false));
        }
        catch (ReleaseRefusedException refusal)
        {
            return refusal.Problem;
        }
    }

    /// <summary>The first column of a query's first row as text; <c>null</c> where there is no row.</summary>
    public static async Task<string?> AskAsync(
        DatabaseTarget target,
        string query,
        CancellationToken cancellationToken
    )
    {
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, withItsTypes: true, cancellationToken)
            .ConfigureAwait(false);
        await session.BeginAsync("BEGIN READ ONLY", cancellationToken).ConfigureAwait(false);
        var rows = await session
            .QueryAsync(
                query,
                reader =>
                    reader.IsDBNull(0)
                        ? ""
                        : Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "",
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    private string? Judge(string? value)
    {
        if (value is null)
        {
            return "the query returned no row";
        }

        if (check.EqualTo is { } text && value != values.Fill(text))
        {
            return $"the query returned '{value}', not '{values.Fill(text)}'";
        }

        return
            check.AtLeast is { } least
            && !(
                double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= least
            )
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the query returned '{value}', which is not at least {least}"
            )
            : null;
    }
}
