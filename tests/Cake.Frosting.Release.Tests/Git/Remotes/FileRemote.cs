namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A directory.</summary>
internal sealed class FileRemote(string repository) : IServedRemote
{
    public string Address => repository;

    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    public void Dispose() { }
}
