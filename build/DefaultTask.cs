using Cake.Core;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Steps;

namespace Build;

/// <summary>Shows the two commands, and every target there is.</summary>
/// <param name="engine">Knows the targets.</param>
[TaskName(Name)]
[TaskDescription("Shows the two commands, and every target there is.")]
public sealed class DefaultTask(ICakeEngine engine) : FrostingTask<ReleaseContext>
{
    /// <summary>What Cake runs when no target is named.</summary>
    public const string Name = "Default";

    private static readonly string[] OfRepository = ["Test", "Faults", "Pack", "Lint", "Bench", Name];

    /// <inheritdoc/>
    public override void Run(ReleaseContext context)
    {
        string[] stages = Enum.GetNames<Stage>();
        Console.WriteLine(
            "./build.sh --target=Release    releases the quickstart: a shop on a PostgreSQL of its own"
        );
        Console.WriteLine("./build.sh --target=Test       tests this repository");
        Print(
            "Targets of a release",
            info => !stages.Contains(info.Name) && !OfRepository.Contains(info.Name)
        );
        Console.WriteLine(
            "\nStages of a release, each a target of its own: the release goes that far, and waits"
        );
        Print(stages);
        Console.WriteLine("\nTargets of this repository");
        Print(OfRepository);
        Console.WriteLine(
            """

            --working=DIR    another project's directory: its release.yml says how it is released
            --recipe=NAME    another recipe than the quickstart
            --dryrun         nothing is changed, anywhere
            --help           Cake's own options
            """
        );
    }

    private void Print(string head, Func<ICakeTaskInfo, bool> choose)
    {
        Console.WriteLine($"\n{head}");
        Print([.. engine.Tasks.Where(choose).Select(info => info.Name).Order(StringComparer.Ordinal)]);
    }

    private void Print(IEnumerable<string> names)
    {
        foreach (var info in names.SelectMany(name => engine.Tasks.Where(task => task.Name == name)))
        {
            Console.WriteLine($"  {info.Name, -10} {info.Description}");
        }
    }
}
