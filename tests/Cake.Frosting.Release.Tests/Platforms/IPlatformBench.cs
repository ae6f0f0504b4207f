using Cake.Frosting.Release.Platforms;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Platforms;

/// <summary>
/// What a kind of platform brings to the contract: a real one, with two services, <c>web</c> that depends on
/// <c>db</c>. Version <c>1.0.0</c> and <c>2.0.0</c> are good, <c>broken</c> never becomes healthy and writes
/// <c>cannot bind</c> into its log, <c>missing</c> cannot be fetched.
/// </summary>
public interface IPlatformBench : IDisposable
{
    /// <summary>The platform, as the next run of the tool would make it.</summary>
    IPlatform Open();

    /// <summary>What its steps may use.</summary>
    StepContext ContextOf(ReleaseIdentity release, IStepEvents events);

    /// <summary>The services in the order in which they have come up, since the last call.</summary>
    IReadOnlyList<string> TakeStarted();

    /// <summary>Leaves what a tool leaves that is killed while it fetches a version.</summary>
    void LeaveHalfFetched(string version);

    /// <summary>Ends everything without a word, as a power cut does.</summary>
    Task CutPowerAsync();
}
