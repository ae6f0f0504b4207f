using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Maintenance mode: on before the first service stops, off once the release is verified.</summary>
internal static class MaintenanceSteps
{
    public static IEnumerable<Step> On(Rooms rooms, ReleaseIdentity release)
    {
        if (rooms.Configuration.Maintenance is { } maintenance)
        {
            var on = new Switch(rooms, release, maintenance.On);
            var off = new Switch(rooms, release, maintenance.Off);
            var check = maintenance.Check is null ? null : new Switch(rooms, release, maintenance.Check);
            yield return new Step
            {
                Id = "stop/maintenance",
                Stage = Stage.Stop,
                Title = check is null
                    ? "Switch maintenance mode on"
                    : "Switch maintenance mode on, and see that it is",
                Instructions = check is null ? [on.Instruction] : [on.Instruction, check.Instruction],
                TakesServiceDown = true,
                Act = async (context, cancellationToken) =>
                {
                    await on.FlipAsync(context, cancellationToken).ConfigureAwait(false);
                    if (check is not null)
                    {
                        await check.FlipAsync(context, cancellationToken).ConfigureAwait(false);
                    }
                },
                Undo = new Undo
                {
                    Title = "Switch maintenance mode off",
                    Instructions = [off.Instruction],
                    Act = off.FlipAsync,
                },
            };
        }
    }

    public static IEnumerable<Step> Off(Rooms rooms, ReleaseIdentity release)
    {
        if (rooms.Configuration.Maintenance is { } maintenance)
        {
            var off = new Switch(rooms, release, maintenance.Off);
            yield return new Step
            {
                Id = "verify/maintenance",
                Stage = Stage.Verify,
                Title = "Switch maintenance mode off",
                Instructions = [off.Instruction],
                Act = off.FlipAsync,
            };
        }
    }

    private sealed class Switch(Rooms rooms, ReleaseIdentity release, MaintenanceAction action)
    {
        private readonly Command? command = action.Command is null
            ? null
            : rooms.ValuesOf(release).Fill(action.Command, rooms.Configuration.ProjectDirectory);

        public Instruction Instruction =>
            command is not null
                ? Instruction.Run(rooms.Place, command)
                : new Instruction(
                    "this machine",
                    $"{action.Method.ToString().ToUpperInvariant()} {action.Url}",
                    InstructionKind.Http
                );

        public async Task FlipAsync(StepContext context, CancellationToken cancellationToken)
        {
            if (command is not null)
            {
                await context.RunAsync(rooms.Place, command, cancellationToken).ConfigureAwait(false);
                return;
            }

            context.Issue(Instruction);
            using var request = new HttpRequestMessage(
                new HttpMethod(action.Method.ToString().ToUpperInvariant()),
                action.Url!.Reveal()
            );
            using var response = await rooms
                .Client.SendAsync(request, cancellationToken)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new ReleaseRefusedException($"{Instruction.Text} answered {(int)response.StatusCode}.");
            }
        }
    }
}
