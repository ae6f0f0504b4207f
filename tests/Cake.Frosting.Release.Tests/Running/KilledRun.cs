using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Running;

/// <summary>A journal that ends somewhere, and effects on disk as they may have been when it did.</summary>
internal sealed class KilledRun : IDisposable
{
    private readonly Bench bench = new();
    private readonly TemporaryDirectory effects = new();
    private readonly (string Id, Stage Stage)[] named;

    public KilledRun((string Id, Stage Stage)[] named, string where)
    {
        this.named = named;
        Where = where;
    }

    /// <param name="named">The steps.</param>
    /// <param name="lines">The journal up to the kill.</param>
    /// <param name="acted">Whether the step that had begun had its effect already, or its undo had.</param>
    public KilledRun((string Id, Stage Stage)[] named, string[] lines, bool acted)
        : this(
            named,
            $"killed after line {lines.Length}, {(acted ? "after" : "before")} its effect: {lines[^1]}"
        )
    {
        File.WriteAllText(Journal, string.Concat(lines.Select(line => line + "\n")));
        foreach (var step in bench.Record.Steps)
        {
            Set(
                step.Id,
                step.Status switch
                {
                    StepStatus.Done => 1,
                    StepStatus.Started => acted ? 1 : 0,
                    StepStatus.UndoStarted => acted ? 0 : 1,
                    _ => 0,
                }
            );
        }

        Finished =
        [
            .. bench.Record.Steps.Where(step => step.Status == StepStatus.Done).Select(step => step.Id),
        ];
    }

    public string Where { get; }

    public string Journal => bench.JournalPath;

    /// <summary>The steps that were done before the kill.</summary>
    public IReadOnlyList<string> Finished { get; } = [];

    /// <summary>The steps that acted after it.</summary>
    public List<string> RanAgain { get; } = [];

    public Dictionary<string, int> Effects => named.ToDictionary(step => step.Id, step => Get(step.Id));

    public ReleaseRunner Open() =>
        bench.Open([
            .. named.Select(step =>
                Bench.A(
                    step.Id,
                    step.Stage,
                    () =>
                    {
                        RanAgain.Add(step.Id);
                        Set(step.Id, 1);
                    }
                ) with
                {
                    Undo = Bench.Back(() => Set(step.Id, 0)),
                }
            ),
        ]);

    public void Dispose()
    {
        bench.Dispose();
        effects.Dispose();
    }

    private void Set(string id, int value) => effects.Write(id, $"{value}");

    private int Get(string id) =>
        File.Exists(effects[id]) ? int.Parse(File.ReadAllText(effects[id]), null) : 0;
}
