using System.Text;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;

namespace Cake.Frosting.Release.State;

/// <summary>
/// State in a directory of a host, with the same files as on this machine, over one ssh connection for the whole
/// run: it holds the lock there, and the lock falls with it.
/// </summary>
internal sealed class HostState(
    SshHost host,
    string directory,
    Redactor redactor,
    HostPatience patience,
    TimeProvider time
) : ITargetState
{
    private const string Extension = ".jsonl";
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Lock gate = new();
    private HostConnection? connection;

    public string Name { get; } = host.Address + directory;

    private HostConnection Connection
    {
        get
        {
            lock (gate)
            {
                return connection ??= HostConnection.Open(Name, host, directory, redactor, patience, time);
            }
        }
    }

    public IHeldLock? TryTake(LockHolder holder)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (Connection.TryAsk($"take {holder.ToJson()}") is not null)
            {
                return new Held(this);
            }

            if (FindHolder() is not null)
            {
                return null;
            }

            // Somebody may just be looking, which takes a shared lock for an instant.
            Thread.Sleep(Pause);
        }

        return null;
    }

    public LockHolder? FindHolder() =>
        Text("holder").Split('\n') is [var json, .. var more] && LockHolder.FromJson(json) is { } holder
            ? holder with
            {
                IsEnding = more.Contains("ending"),
            }
            : null;

    public IEnumerable<ReleaseRecord> ReadAll() => ReadAll(JournalKind.Release);

    public IEnumerable<ReleaseRecord> ReadRestores() => ReadAll(JournalKind.Restore);

    public ReleaseRecord? Read(string releaseId) => ReadNamed(releaseId);

    public Freeze? FindFreeze() =>
        Text("frozen") is { Length: > 0 } json ? Freeze.FromJson(json, $"{Name}/{StateFiles.Freeze}") : null;

    public void SetFreeze(Freeze freeze) => Connection.Ask($"freeze {freeze.ToJson()}");

    public void LiftFreeze() => Connection.Ask("unfreeze");

    public void Dispose()
    {
        lock (gate)
        {
            connection?.Dispose();
            connection = null;
        }
    }

    private IEnumerable<ReleaseRecord> ReadAll(JournalKind kind) =>
        Text("list")
            .Split('\n')
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal) && JournalNames.Is(kind, name))
            .Select(name => name[..^Extension.Length])
            .OrderDescending(StringComparer.Ordinal)
            .Select(ReadNamed)
            .OfType<ReleaseRecord>();

    private ReleaseRecord? ReadNamed(string name) =>
        ReleaseRecordReader.Read(Entries(name).Entries, SourceOf(name));

    private (IReadOnlyList<JournalEntry> Entries, long Length) Entries(string name) =>
        JournalText.Parse(Connection.Ask($"read {Word(name)}"), SourceOf(name));

    private string SourceOf(string name) => $"{Name}/{StateFiles.Journals}/{name}{Extension}";

    private string Text(string request) => Encoding.UTF8.GetString(Connection.Ask(request));

    /// <summary>A request is a line of words.</summary>
    private static string Word(string name) =>
        name.Length > 0 && !name.Any(character => character == '/' || char.IsWhiteSpace(character))
            ? name
            : throw new ArgumentException($"'{name}' cannot name a journal.", nameof(name));

    private sealed class Held(HostState state) : IHeldLock
    {
        private readonly HostConnection connection = state.Connection;
        private bool isGiven;

        public CancellationToken Lost => connection.Lost;

        public TimeSpan Grace => HostPatience.ToStop;

        public string WhyLost => connection.WhyLost;

        public void Describe(LockHolder holder) => connection.Ask($"tell {holder.ToJson()}");

        public IJournal OpenJournal(string releaseId) => Open(JournalKind.Release, releaseId);

        public IJournal OpenRestoreJournal(string restoreId) => Open(JournalKind.Restore, restoreId);

        private HostJournal Open(JournalKind kind, string id)
        {
            var name = JournalNames.Of(kind, id);
            return new HostJournal(connection, Word(name), state.Entries(name).Length);
        }

        public void Dispose()
        {
            // A lost connection took the lock with it.
            if (!isGiven && !Lost.IsCancellationRequested)
            {
                isGiven = true;
                connection.Give();
            }
        }
    }
}
