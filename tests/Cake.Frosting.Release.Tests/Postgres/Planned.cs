using System.Text.RegularExpressions;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Compares what steps issued with what they had planned.</summary>
internal static partial class Planned
{
    public static void ShouldMatch(IEnumerable<Instruction> planned, IEnumerable<Instruction> issued)
    {
        var left = issued.ToList();
        foreach (var plan in planned)
        {
            var pattern = $"^{Blank().Replace(Regex.Escape(plan.Text), ".*")}$";
            var match = left.FindIndex(instruction =>
                instruction.Where == plan.Where
                && Regex.IsMatch(instruction.Text, pattern, RegexOptions.Singleline)
            );
            match.ShouldBeGreaterThanOrEqualTo(
                0,
                $"planned and not issued: {plan.Text}\namong:\n{string.Join('\n', left.Select(i => i.Text))}"
            );
            left.RemoveAt(match);
        }

        left.ShouldBeEmpty("issued and not planned");
    }

    [GeneratedRegex("‹[^›]*›")]
    private static partial Regex Blank();
}
