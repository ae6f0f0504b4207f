using System.Globalization;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>A metric that must reach a number, or come near another one.</summary>
/// <param name="client">Sends the request.</param>
/// <param name="check">What must hold.</param>
public sealed class MetricProbe(HttpClient client, MetricCheck check) : ICheck
{
    private readonly Pace pace = new();

    /// <inheritdoc/>
    public Instruction Instruction => Instruction.Http("GET", check.Url);

    /// <inheritdoc/>
    public ICheck Begin() => new MetricProbe(client, check);

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var page = await WebPage
            .AskAsync(client, check.Url, null, null, cancellationToken)
            .ConfigureAwait(false);
        if (page.Text is not { } text)
        {
            return page.Problem;
        }

        var (value, problem) = PrometheusText.Find(text, check.Name);
        var (other, otherProblem) = check.Near is { } near ? PrometheusText.Find(text, near) : (0, null);
        return problem is not null || otherProblem is not null
            ? $"{check.Url}: {problem ?? otherProblem}"
            : Judge(value, other, context.Time);
    }

    private string? Judge(double value, double other, TimeProvider time)
    {
        var (left, words) = check switch
        {
            { Near: { } near } => (
                Math.Abs(other - value) - check.Within,
                Invariant($"{Math.Abs(other - value)} from {near}, which is {other}")
            ),
            { AtLeast: { } least } => (least - value, Invariant($"not yet {least}")),
            _ => (value - check.AtMost!.Value, Invariant($"not yet down to {check.AtMost}")),
        };
        var speed = pace.Of(Math.Max(left, 0), time);
        return left <= 0 ? null : Invariant($"{check.Name} is {value}, {words}{speed}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
