using System.Text.Json;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Who is told of a release that is live; a failure to tell is a warning.</summary>
internal static class AnnounceSteps
{
    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release) =>
        rooms.Configuration.Announce.Select(announcement => StepOf(rooms, release, announcement));

    private static Step StepOf(Rooms rooms, ReleaseIdentity release, Announcement announcement)
    {
        var values = rooms.ValuesOf(release);
        var call = announcement.Command is { } command
            ? Call.Of(rooms.Place, values.Fill(command, rooms.Configuration.ProjectDirectory))
            : Call.Of(
                rooms,
                new Request(HttpMethod.Post, announcement.Url!, BodyOf(announcement, values, release))
            );
        return new Step
        {
            Id = $"announce/tell:{announcement.Name}",
            Stage = Stage.Announce,
            Title = $"Tell: {announcement.Name}",
            Instructions = [call.Instruction],
            After = [],
            WarnOnly = true,
            Deadline = TimeSpan.FromMinutes(2),
            Act = call.MakeAsync,
        };
    }

    private static string BodyOf(
        Announcement announcement,
        PlaceholderValues values,
        ReleaseIdentity release
    ) =>
        announcement.Body is { } body
            ? values.Fill(body)
            : JsonSerializer.Serialize(
                new
                {
                    release.Project,
                    release.Version,
                    release.PreviousVersion,
                    Outcome = Outcome.Live.ToText(),
                },
                JsonSerializerOptions.Web
            );
}
