namespace Cake.Frosting.Release.Tests.Assets;

/// <summary>A clock on which no time passes.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public override long GetTimestamp() => 42;
}
