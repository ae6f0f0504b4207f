namespace Cake.Frosting.Release.Steps;

/// <summary>What a probe found.</summary>
public enum ProbeState
{
    /// <summary>The step has to run.</summary>
    NotDone,

    /// <summary>The step's effect is in place already: it is skipped, as done.</summary>
    Done,

    /// <summary>The step has nothing to do in this release: it is skipped.</summary>
    NotNeeded,
}

/// <summary>What a probe found, and how it knows.</summary>
/// <param name="State">What it found.</param>
/// <param name="Reason">How it knows, in a few words for the plan: <c>the tag v1.4.0 is at this commit</c>.</param>
public sealed record Probe(ProbeState State, string Reason)
{
    /// <summary>The step has to run.</summary>
    /// <param name="reason">Why, where it is worth saying.</param>
    public static Probe NotDone(string reason = "") => new(ProbeState.NotDone, reason);

    /// <summary>The step's effect is in place already.</summary>
    /// <param name="reason">How that is known.</param>
    public static Probe Done(string reason) => new(ProbeState.Done, reason);

    /// <summary>The step has nothing to do in this release.</summary>
    /// <param name="reason">Why not.</param>
    public static Probe NotNeeded(string reason) => new(ProbeState.NotNeeded, reason);
}
