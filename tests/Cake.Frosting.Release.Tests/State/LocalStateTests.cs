using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Tests.State;

internal sealed class LocalStateTests : StateContract
{
    protected override ITargetState Create() => new LocalState(Root);
}
