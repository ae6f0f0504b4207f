using System.Globalization;
using System.Text.Json;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Maintenance: on before the first service stops, off once the release is verified, the other way round.</summary>
internal static class MaintenanceSteps
{
    public static IEnumerable<Step> Check(Rooms rooms, ReleaseIdentity release) =>
        Modes(rooms, release).SelectMany(mode => mode.Mode.Preflight);

    public static IEnumerable<Step> On(Rooms rooms, ReleaseIdentity release) =>
        Modes(rooms, release)
            .Select(mode => new Step
            {
                Id = $"stop/{mode.Id}",
                Stage = Stage.Stop,
                Title = $"Switch {mode.Mode.Name} on{(mode.IsProven ? ", and see that it is" : "")}",
                Instructions = mode.Mode.On,
                TakesServiceDown = true,
                Act = mode.Mode.OnAsync,
                Undo = new Undo
                {
                    Title = $"Switch {mode.Mode.Name} off",
                    Instructions = mode.Mode.Off,
                    Act = mode.Mode.OffAsync,
                },
            });

    public static IEnumerable<Step> Off(Rooms rooms, ReleaseIdentity release) =>
        Modes(rooms, release)
            .Reverse()
            .Select(mode => new Step
            {
                Id = $"verify/{mode.Id}",
                Stage = Stage.Verify,
                Title = $"Switch {mode.Mode.Name} off",
                Instructions = mode.Mode.Off,
                LetsUsersIn = true,
                Act = mode.Mode.OffAsync,
            });

    private static IEnumerable<(string Id, bool IsProven, IMode Mode)> Modes(
        Rooms rooms,
        ReleaseIdentity release
    ) =>
        rooms.Configuration.Maintenance.Select(
            (section, index) =>
            {
                var id =
                    section.Name is not null ? $"maintenance:{section.Name}"
                    : index == 0 ? "maintenance"
                    : string.Create(CultureInfo.InvariantCulture, $"maintenance:{index + 1}");
                return (
                    id,
                    (section.Check ?? section.Proof) is not null,
                    ModeOf(rooms, release, section, $"stop/{id}")
                );
            }
        );

    private static IMode ModeOf(Rooms rooms, ReleaseIdentity release, Maintenance section, string stepId)
    {
        var values = rooms.ValuesOf(release);
        var name = section.Name ?? "maintenance mode";
        var mark = Path.Combine(
            rooms.Configuration.Directory,
            "maintenance",
            string.Concat(stepId.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))
        );
        var ownership = new Ownership(stepId, name, mark);
        return section switch
        {
            { Page: { } page } => new PageMode(ownership, name, page.File, page.From),
            { Env: { } env } => new EnvMode(
                stepId,
                name,
                EnvFileSteps.PlanOf(rooms, env.File) with
                {
                    Set = env.Set.ToDictionary(entry => entry.Key, entry => values.Fill(entry.Value)),
                }
            ),
            _ => new SwitchedMode(
                ownership,
                name,
                CallOf(rooms, values, section.On!),
                CallOf(rooms, values, section.Off!),
                section.Check is null
                    ? null
                    : Conditions.CheckOf(rooms, values, section.Check, rooms.Configuration.ProjectDirectory),
                section.Check,
                section.Proof is null
                    ? null
                    : (
                        Conditions.CheckOf(
                            rooms,
                            values,
                            section.Proof,
                            rooms.Configuration.ProjectDirectory
                        ),
                        section.Proof
                    )
            ),
        };
    }

    private static Call CallOf(Rooms rooms, PlaceholderValues values, MaintenanceAction action)
    {
        if (action.Command is { } command)
        {
            return action.Service is { } service
                ? Call.Of(rooms.Platform.Inside(service), values.Fill(command))
                : Call.Of(rooms.Place, values.Fill(command, rooms.Configuration.ProjectDirectory));
        }

        var body =
            action.GraphQl is { } query ? JsonSerializer.Serialize(new { query }, JsonSerializerOptions.Web)
            : action.Body is null ? null
            : values.Fill(action.Body);
        return Call.Of(
            rooms,
            new Request(new HttpMethod(action.Method.ToString().ToUpperInvariant()), action.Url!, body)
            {
                IsGraphQl = action.GraphQl is not null,
                Headers = action.Headers.ToDictionary(
                    header => header.Key,
                    header => values.Fill(header.Value)
                ),
                Session = action.Session,
                Login =
                    action.Session?.Fields.ToDictionary(field => field.Key, field => values.Fill(field.Value))
                    ?? [],
            }
        );
    }
}
