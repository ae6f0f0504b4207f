using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that looks at the new version's migrations while the old version serves.</summary>
public static class MigrationCheck
{
    /// <summary>
    /// <c>backup/migrations:NAME</c>: a file that was changed, is missing or cannot be understood refuses the release
    /// before anybody is cut off.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="options">Where the files are; they must have been fetched.</param>
    /// <param name="after">The steps that must be done before.</param>
    public static Step For(DatabaseTarget target, MigrationOptions options, IReadOnlyList<string> after)
    {
        ArgumentNullException.ThrowIfNull(target);
        var id = $"backup/migrations:{target.Label}";
        var sentence = Instruction.Manual(
            $"Compare the files in {options.Directory} with what {target.Name} has had applied ({options.History})"
        );
        return new Step
        {
            Id = id,
            Stage = Stage.Backup,
            Title = $"Check the migrations of the database {target.Name}",
            Instructions = [sentence],
            After = after,
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                var plan = await new Migrator(target, options)
                    .PlanAsync(cancellationToken)
                    .ConfigureAwait(false);
                if (plan.Problems.Count > 0)
                {
                    throw new ReleaseRefusedException(
                        $"{target.Name} cannot be migrated:\n    {string.Join("\n    ", plan.Problems)}"
                    );
                }

                context.Facts.Record(
                    id,
                    "pending",
                    plan.Pending.Count.ToString(CultureInfo.InvariantCulture)
                );
                context.Progress($"{plan.Pending.Count} migrations of {target.Name} are pending");
                foreach (var found in MigrationLint.Find(plan.Pending))
                {
                    context.Progress($"careful: {found}");
                }
            },
        };
    }
}
