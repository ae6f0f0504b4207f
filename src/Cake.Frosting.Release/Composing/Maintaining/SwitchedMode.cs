using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Switched by a command or a request.</summary>
/// <param name="ownership">Whose it is.</param>
/// <param name="name">What it is called.</param>
/// <param name="on">Switches it on.</param>
/// <param name="off">Switches it off.</param>
/// <param name="check">Holds while it is on; <c>null</c> where nobody can tell.</param>
/// <param name="until">How long to wait for the check.</param>
/// <param name="proof">Holds while users are kept out, by whomever; <c>null</c> where nobody looks.</param>
internal sealed class SwitchedMode(
    Ownership ownership,
    string name,
    Call on,
    Call off,
    ICheck? check,
    Until? until,
    (ICheck Check, Until Until)? proof = null
) : IMode
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Name => name;

    public IReadOnlyList<Instruction> On =>
        [
            on.Instruction,
            .. check is null ? (Instruction[])[] : [check.Instruction],
            .. proof is null ? (Instruction[])[] : [proof.Value.Check.Instruction],
        ];

    public IReadOnlyList<Instruction> Off => [off.Instruction];

    public async Task OnAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (check is not null && await IsOnAsync(context, cancellationToken).ConfigureAwait(false))
        {
            // Killed behind the switch, the run before this one has done it: twice may be once too often.
            ownership.Meet(context);
        }
        else
        {
            ownership.Take(context);
            await on.MakeAsync(context, cancellationToken).ConfigureAwait(false);
            if (check is not null)
            {
                await Conditions
                    .UntilAsync(check, $"{name} is on", until!, context, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        if (proof is { } seen)
        {
            await Conditions
                .UntilAsync(seen.Check, $"{name} keeps users out", seen.Until, context, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task OffAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Killed before it was switched on, there is nothing of ours to switch off, and perhaps somebody else's.
        if (
            ownership.Stays(context)
            || !ownership.IsOurs(context)
                && !await CameBackAsync(context, cancellationToken).ConfigureAwait(false)
        )
        {
            return;
        }

        await SwitchOffAsync(context, cancellationToken).ConfigureAwait(false);
        ownership.End(context);
        if (
            check is not null
            && !await GoesOffAsync(check, until!, context, cancellationToken).ConfigureAwait(false)
        )
        {
            context.Warn(
                $"{name} was switched off and is still on: see for yourself: {check.Instruction.Text}"
            );
        }
        else if (
            proof is { } seen
            && !await GoesOffAsync(seen.Check, seen.Until, context, cancellationToken).ConfigureAwait(false)
        )
        {
            context.Warn(
                $"{name} was switched off and users are still kept out: somebody else keeps them out, and ends it when it is time: {seen.Check.Instruction.Text}"
            );
        }
    }

    /// <summary>A database that is put back may hold the switch as this release had set it.</summary>
    private async Task<bool> CameBackAsync(StepContext context, CancellationToken cancellationToken) =>
        context.WentLive
        && ownership.WasOurs(context)
        && check is not null
        && await IsOnAsync(context, cancellationToken).ConfigureAwait(false);

    /// <summary>Who was started a moment ago may not listen yet.</summary>
    private async Task SwitchOffAsync(StepContext context, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await off.MakeAsync(context, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ReleaseRefusedException refusal)
                when (refusal.InnerException is HttpRequestException
                    && context.Time.GetElapsedTime(start) < Patience
                )
            {
                context.Progress(refusal.Problem);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsOnAsync(StepContext context, CancellationToken cancellationToken) =>
        await HoldsAsync(check!, context, cancellationToken).ConfigureAwait(false);

    private static async Task<bool> HoldsAsync(
        ICheck what,
        StepContext context,
        CancellationToken cancellationToken
    ) => await what.Begin().TryAsync(context, cancellationToken).ConfigureAwait(false) is null;

    private static async Task<bool> GoesOffAsync(
        ICheck what,
        Until within,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var start = context.Time.GetTimestamp();
        while (await HoldsAsync(what, context, cancellationToken).ConfigureAwait(false))
        {
            if (context.Time.GetElapsedTime(start) > within.Deadline)
            {
                return false;
            }

            await Task.Delay(within.Interval, context.Time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
