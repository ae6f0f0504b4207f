using Engine;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

public sealed class ComposeOneContract() : PlatformContract(() => new ComposeBench(ComposeVersion.One));

public sealed class ComposeTwoContract() : PlatformContract(() => new ComposeBench(ComposeVersion.Two));
