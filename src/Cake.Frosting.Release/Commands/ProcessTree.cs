using System.Globalization;

namespace Cake.Frosting.Release.Commands;

/// <summary>A process of this machine; its start time tells it from a later one of the same id.</summary>
internal readonly record struct ProcessInstance(int Id, string StartTime);

/// <summary>Who descends from a process, as Linux tells it in /proc; elsewhere nobody is known to.</summary>
internal static class ProcessTree
{
    /// <summary>All living descendants of some processes, without these themselves.</summary>
    public static IReadOnlyList<ProcessInstance> Below(params IEnumerable<int> processes)
    {
        var all = Directory.Exists("/proc")
            ? Directory
                .EnumerateDirectories("/proc")
                .Select(directory => Path.GetFileName(directory))
                .Where(name => char.IsAsciiDigit(name[0]))
                .Select(name => Read(int.Parse(name, CultureInfo.InvariantCulture)))
                .OfType<Entry>()
                .ToLookup(entry => entry.Parent)
            : Enumerable.Empty<Entry>().ToLookup(entry => entry.Parent);
        var found = new List<ProcessInstance>();
        var waiting = new Queue<int>(processes);
        while (waiting.TryDequeue(out var parent))
        {
            foreach (var child in all[parent])
            {
                found.Add(child.Process);
                waiting.Enqueue(child.Process.Id);
            }
        }

        return found;
    }

    /// <summary>Whether a process still runs; a zombie does not.</summary>
    public static bool IsAlive(ProcessInstance process) => Read(process.Id)?.Process == process;

    private static Entry? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // The name, in parentheses, may hold anything; the fields after it are numbers but for the state.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new Entry(
                    int.Parse(fields[1], CultureInfo.InvariantCulture),
                    new ProcessInstance(id, fields[19])
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Entry(int Parent, ProcessInstance Process);
}
