using Cake.Frosting.Release.Journal;

namespace Faults.Bench;

/// <summary>
/// A service with everything that its releases need, in a workspace of its own, where any of it can be made to fail.
/// A platform comes in by implementing this.
/// </summary>
internal interface IFaultBench : IAsyncDisposable
{
    /// <summary>The name of the system.</summary>
    string Name { get; }

    /// <summary>The journals of its releases.</summary>
    JournalStore Journals { get; }

    /// <summary>The directory of the journals.</summary>
    string JournalDirectory { get; }

    /// <summary>The lock of its releases.</summary>
    string LockFile { get; }

    /// <summary>What the service's and the database's password is.</summary>
    string Secret { get; }

    /// <summary>Its database server.</summary>
    Server Server { get; }

    /// <summary>
    /// Whether a live release can be rolled back with every row kept: migrations of a program of its own have no way
    /// back that the tool knows.
    /// </summary>
    bool CanGoBackFromLive => true;

    /// <summary>The git repository and its remote.</summary>
    Repository Repository { get; }

    /// <summary>Stand in the place of the programs that a release starts.</summary>
    Shims Shims { get; }

    /// <summary>The disks that can be full, by what lies on them.</summary>
    IReadOnlyList<SmallDisk> Disks { get; }

    /// <summary>Writes through the service without pause.</summary>
    Writer Writer { get; }

    /// <summary>Makes everything, and releases once.</summary>
    Task SetUpAsync();

    /// <summary>Plays the developer: commits and pushes a change that needs a migration.</summary>
    void MakeChange();

    /// <summary>Whether the last check of a release is to pass.</summary>
    void LetVerifyPass(bool pass);

    /// <summary>Starts the tool.</summary>
    /// <param name="target">The target.</param>
    /// <param name="environment">Variables besides its own.</param>
    ToolProcess Start(string target, IReadOnlyDictionary<string, string>? environment = null);

    /// <summary>The version that answers, or <c>null</c> where none does.</summary>
    Task<string?> ServedVersionAsync();

    /// <summary>The processes of the service, which outlive the tool that started them.</summary>
    IReadOnlySet<int> ServiceProcesses();

    /// <summary>The processes that the tool started, directly or not, and that are not of the service.</summary>
    IReadOnlyList<int> LeftProcesses();

    /// <summary>Containers that releases made for themselves and that are not of the service.</summary>
    IReadOnlyList<string> LeftContainers() => [];

    /// <summary>Files that look unfinished.</summary>
    IEnumerable<string> UnfinishedFiles();

    /// <summary>The machine loses power; when it is back, the database server starts by itself, and nothing else.</summary>
    Task RebootAsync();

    /// <summary>Between two faults: drops what an operator would drop, and moves on from rows that were looked up.</summary>
    Task TidyAsync();
}

/// <summary>A bench whose database server is of this machine's processes, with a network before it.</summary>
internal interface IClusterBench : IFaultBench
{
    /// <summary>The server, to be stopped and started.</summary>
    Cluster Cluster { get; }

    /// <summary>The network between the tool and the server.</summary>
    Wire Wire { get; }
}
