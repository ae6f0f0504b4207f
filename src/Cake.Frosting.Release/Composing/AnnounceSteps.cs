using System.Text;
using System.Text.Json;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
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
        var command = announcement.Command is null
            ? null
            : values.Fill(announcement.Command, rooms.Configuration.ProjectDirectory);
        var instruction = command is not null
            ? Instruction.Run(rooms.Place, command)
            : new Instruction("this machine", $"POST {announcement.Url}", InstructionKind.Http);
        return new Step
        {
            Id = $"announce/tell:{announcement.Name}",
            Stage = Stage.Announce,
            Title = $"Tell: {announcement.Name}",
            Instructions = [instruction],
            After = [],
            WarnOnly = true,
            Deadline = TimeSpan.FromMinutes(2),
            Act = async (context, cancellationToken) =>
            {
                if (command is not null)
                {
                    await context.RunAsync(rooms.Place, command, cancellationToken).ConfigureAwait(false);
                    return;
                }

                context.Issue(instruction);
                await PostAsync(rooms, announcement, BodyOf(announcement, values, release), cancellationToken)
                    .ConfigureAwait(false);
            },
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

    private static async Task PostAsync(
        Rooms rooms,
        Announcement announcement,
        string body,
        CancellationToken cancellationToken
    )
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await rooms
            .Client.PostAsync(new Uri(announcement.Url!.Reveal()), content, cancellationToken)
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new ReleaseRefusedException(
                $"The address of '{announcement.Name}' answered {(int)response.StatusCode}."
            );
        }
    }
}
