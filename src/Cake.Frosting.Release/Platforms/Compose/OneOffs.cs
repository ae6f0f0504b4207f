using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// The one-off containers of a release. A tool that is killed leaves them working on the engine, out of reach of
/// whatever ends its processes: two migrations at once must not be, and none under a restore.
/// </summary>
/// <param name="docker">The commands.</param>
/// <param name="containers">The containers of the project.</param>
/// <param name="project">The project's name.</param>
internal sealed class OneOffs(DockerCommands docker, Containers containers, string project)
{
    private readonly IPlace place = new ThisMachine();

    /// <summary>What they are known by.</summary>
    public string Label => $"cake.frosting.release={project}";

    /// <summary>Before anything else of a run, of a resumed one too.</summary>
    public Step AtBegin() =>
        StepOf("preflight/one-offs", Stage.Preflight, after: []) with
        {
            RunsAgain = true,
        };

    /// <summary>
    /// The first of Start, so that its undo comes before that of a migration: nothing may write into a database that is
    /// put back.
    /// </summary>
    public Step BeforeStart() =>
        StepOf("start/one-offs", Stage.Start, after: null) with
        {
            Undo = new Undo
            {
                Title = "End one-off containers that are left",
                EvenIfNotBegun = true,
                Instructions = Instructions,
                Act = EndAsync,
            },
        };

    private Step StepOf(string id, Stage stage, IReadOnlyList<string>? after) =>
        new()
        {
            Id = id,
            Stage = stage,
            Title = "End one-off containers that an earlier run left",
            Instructions = Instructions,
            After = after,
            Probe = async (context, cancellationToken) =>
                (await containers.FindAsync(Label, context, cancellationToken).ConfigureAwait(false)).Count
                == 0
                    ? Probe.NotNeeded("there are none")
                    : Probe.NotDone(),
            Act = EndAsync,
        };

    private IReadOnlyList<Instruction> Instructions =>
        [Instruction.Run(place, docker.Remove([Blank.Of($"containers with the label {Label}")]))];

    private async Task EndAsync(StepContext context, CancellationToken cancellationToken)
    {
        var left = await containers.FindAsync(Label, context, cancellationToken).ConfigureAwait(false);
        if (left.Count > 0)
        {
            await context
                .RunAsync(place, docker.Remove(left.Select(each => each.Id)), cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
