using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Journal;

namespace Cake.Frosting.Release.State;

/// <summary>A journal on a host: an entry is acknowledged once it is on the host's disk.</summary>
/// <param name="connection">The connection that holds the lock.</param>
/// <param name="name">The name of the journal.</param>
/// <param name="length">How many bytes of whole lines it has.</param>
internal sealed class HostJournal(HostConnection connection, string name, long length) : IJournal
{
    private readonly Lock gate = new();
    private long length = length;

    public void Append(JournalEntry entry)
    {
        var line = JournalLine.Write(entry);
        lock (gate)
        {
            // What stands beyond the length is a line that was torn, or that a full disk cut short.
            connection.Ask(string.Create(CultureInfo.InvariantCulture, $"append {name} {length} {line}"));
            length += Encoding.UTF8.GetByteCount(line) + 1;
        }
    }

    public void Dispose() { }
}
