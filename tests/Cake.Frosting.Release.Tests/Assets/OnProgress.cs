using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.Tests.Assets;

/// <summary>Calls back at once, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class OnProgress(Action<CompressProgress> report) : IProgress<CompressProgress>
{
    public void Report(CompressProgress value) => report(value);
}
