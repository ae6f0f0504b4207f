namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A bare repository, offered the way that a server offers it.</summary>
public interface IServedRemote : IDisposable
{
    /// <summary>The address that git is given.</summary>
    string Address { get; }

    /// <summary>What git needs in its environment to get there.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }
}
