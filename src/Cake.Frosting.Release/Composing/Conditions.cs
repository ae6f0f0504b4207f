using System.Globalization;
using System.Text.Json;
using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What the configuration says has to hold, as checks that can be tried.</summary>
internal static class Conditions
{
    private const string LengthFact = "length";

    /// <summary>The check of a condition.</summary>
    /// <param name="rooms">What it is made with.</param>
    /// <param name="values">What placeholders stand for.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="directory">Where its command runs; <c>null</c> for the directory of the release.</param>
    public static ICheck CheckOf(
        Rooms rooms,
        PlaceholderValues values,
        Condition condition,
        string? directory = null
    ) =>
        condition switch
        {
            { Http: { } http } => HttpOf(rooms, values, http),
            { Command: { } command } => CommandOf(
                rooms,
                values,
                command,
                directory ?? values.Find("directory")
            ),
            { Sql: { } sql } => new SqlProbe(rooms.Databases[sql.Database].Target, sql, values),
            { Metric: { } metric } => new MetricProbe(rooms.Client, metric),
            { Advancing: { } advancing } => AdvancingOf(rooms, advancing),
            { Drained: { } drained } => new DrainedProbe(rooms.Client, drained),
            { Log: { } log } => LogOf(rooms, values, log),
            { File: { } file } => new FileProbe(file),
            _ => throw new InvalidOperationException("The condition is of no kind."),
        };

    /// <summary>Waits until a condition holds.</summary>
    public static Task UntilAsync(
        ICheck check,
        string name,
        Condition condition,
        StepContext context,
        CancellationToken cancellationToken
    ) => Waiting.UntilAsync(check, name, condition.Deadline, condition.Interval, context, cancellationToken);

    /// <summary>
    /// Notes in Preflight how long the files of logs are: a line of the last start would be taken for one of this.
    /// </summary>
    public static IEnumerable<Step> NoteLogs(Rooms rooms) =>
        All(rooms.Configuration)
            .Select(condition => condition.Log?.Path)
            .OfType<string>()
            .Distinct()
            .Select(path => new Step
            {
                Id = LogStepOf(path),
                Stage = Stage.Preflight,
                Title = $"Note how long {path} is",
                Instructions = [Instruction.Manual($"Note how long {path} is")],
                After = [],
                Act = (context, _) =>
                {
                    var file = new FileInfo(path);
                    var length = file.Exists ? file.Length : 0;
                    context.Facts.Record(
                        LogStepOf(path),
                        LengthFact,
                        length.ToString(CultureInfo.InvariantCulture)
                    );
                    return Task.CompletedTask;
                },
            });

    private static IEnumerable<Condition> All(ReleaseConfiguration configuration) =>
        [
            .. configuration.Verify,
            .. configuration
                .Before.Concat(configuration.After)
                .SelectMany(stage => stage.Value)
                .Select(hook => hook.Until)
                .OfType<Until>(),
            .. configuration.Maintenance.SelectMany(mode => new[] { mode.Check, mode.Proof }).OfType<Until>(),
        ];

    private static string LogStepOf(string path) => $"preflight/log:{path}";

    private static HttpProbe HttpOf(Rooms rooms, PlaceholderValues values, HttpCheck http) =>
        new(rooms.Client, http.Url)
        {
            GraphQl = http.GraphQl,
            Status = http.Status,
            Contains = http.Contains is null ? null : values.Fill(http.Contains),
            Matches = http.Matches,
            Headers = http.Headers.ToDictionary(header => header.Key, header => values.Fill(header.Value)),
        };

    private static CommandProbe CommandOf(
        Rooms rooms,
        PlaceholderValues values,
        CommandCheck command,
        string? directory
    ) =>
        new(
            command.Service is null ? rooms.Place : rooms.Platform.Inside(command.Service),
            // A container has a directory of its own.
            values.Fill(command.Command, command.Service is null ? directory : null) with
            {
                SuccessCodes = [command.ExitCode],
            }
        )
        {
            Contains = command.Contains is null ? null : values.Fill(command.Contains),
        };

    private static LogProbe LogOf(Rooms rooms, PlaceholderValues values, LogCheck log) =>
        new(log.Contains is null ? null : values.Fill(log.Contains), log.Matches)
        {
            Path = log.Path,
            From = context =>
                log.Path is { } path && context.Facts.Find(LogStepOf(path), LengthFact) is { } length
                    ? long.Parse(length, CultureInfo.InvariantCulture)
                    : 0,
            Command = log.Command is null
                ? null
                : values.Fill(log.Command, rooms.Configuration.ProjectDirectory),
            Place = rooms.Place,
        };

    private static AdvancingProbe AdvancingOf(Rooms rooms, AdvancingCheck check)
    {
        if (check.Url is not { } url)
        {
            var target = rooms.Databases[check.Database!].Target;
            return new AdvancingProbe(
                Instruction.Sql(target.Label, check.Query!),
                async (_, stop) =>
                    NumberOf(await FirstAsync(target, check.Query!, stop).ConfigureAwait(false)),
                check.By
            );
        }

        var body = check.GraphQl is { } query
            ? JsonSerializer.Serialize(new { query }, JsonSerializerOptions.Web)
            : check.Body;
        return new AdvancingProbe(
            Instruction.Http(body is null ? "GET" : "POST", url),
            async (_, stop) =>
            {
                var page = await WebPage.AskAsync(rooms.Client, url, body, null, stop).ConfigureAwait(false);
                return page.Text is null ? (null, page.Problem) : NumberOf(Within(page.Text, check.Json!));
            },
            check.By
        );
    }

    private static (string? Value, string Problem) Within(string json, string path)
    {
        try
        {
            return (JsonPath.Find(json, path), $"there is no {path} in the answer");
        }
        catch (JsonException)
        {
            return (null, "the answer is no JSON");
        }
    }

    private static async Task<(string? Value, string Problem)> FirstAsync(
        DatabaseTarget target,
        string query,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (
                await SqlProbe.AskAsync(target, query, cancellationToken).ConfigureAwait(false),
                "the query returned no row"
            );
        }
        catch (ReleaseRefusedException refusal)
        {
            return (null, refusal.Problem);
        }
    }

    private static (double? Value, string Problem) NumberOf((string? Value, string Problem) found) =>
        found.Value is null ? (null, found.Problem)
        : double.TryParse(found.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (number, "")
        : (null, $"'{found.Value}' is no number");
}
