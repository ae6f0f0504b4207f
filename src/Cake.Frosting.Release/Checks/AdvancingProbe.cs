using System.Globalization;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>A number that must grow from the first look on.</summary>
/// <param name="instruction">What is issued at each look.</param>
/// <param name="read">Reads the number; or says, as a clause, why it cannot be read.</param>
/// <param name="by">How much it must grow.</param>
public sealed class AdvancingProbe(
    Instruction instruction,
    Func<StepContext, CancellationToken, Task<(double? Value, string Problem)>> read,
    double by
) : ICheck
{
    private double? first;

    /// <inheritdoc/>
    public Instruction Instruction => instruction;

    /// <inheritdoc/>
    public ICheck Begin() => new AdvancingProbe(instruction, read, by);

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (value, problem) = await read(context, cancellationToken).ConfigureAwait(false);
        if (value is not { } now)
        {
            return problem;
        }

        // What began anew, as after a start, counts from there.
        first = first is { } before && before <= now ? before : now;
        return now - first >= by
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"it is {now}, {(now == first ? "and has not grown" : $"{now - first} more than at first, not {by}")}"
            );
    }
}
