using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Refuses a release that is expected to cut users off for longer than its budget.</summary>
internal static class DowntimeBudget
{
    /// <summary>The step <c>preflight/downtime</c>; none where there is no budget.</summary>
    /// <param name="plan">The plan without this step.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="state">Tells how long earlier releases took.</param>
    public static IEnumerable<Step> StepsFor(ReleasePlan plan, TimeSpan? budget, ITargetState state)
    {
        if (budget is { } limit)
        {
            yield return new Step
            {
                Id = "preflight/downtime",
                Stage = Stage.Preflight,
                Title = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Check that the downtime will be within {limit.TotalSeconds:0.#} s"
                ),
                After = [],
                Act = (_, _) =>
                {
                    var expected = ExpectedDowntime.Seconds(plan, state.ReadAll());
                    return expected is { } seconds && seconds > limit.TotalSeconds
                        ? throw new ReleaseRefusedException(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"Earlier releases cut users off for {seconds:0.#} s, and downtimeBudget is {limit.TotalSeconds:0.#} s."
                            ),
                            "Raise downtimeBudget, or find out from an earlier report which step takes so long."
                        )
                        : Task.CompletedTask;
                },
            };
        }
    }
}
