using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Faults.Bench;

/// <summary>The processes of this machine, as Linux shows them.</summary>
internal static partial class ProcessTable
{
    public const int Interrupt = 2;
    public const int Hangup = 1;
    public const int KillNow = 9;
    public const int Terminate = 15;

    private static IEnumerable<int> All =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path => Path.GetFileName(path))
            .Where(name => char.IsAsciiDigit(name[0]))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture));

    /// <summary>The processes that were started with a variable, or by one that was.</summary>
    public static IReadOnlyList<int> With(string variable, string value)
    {
        var wanted = Encoding.UTF8.GetBytes($"{variable}={value}\0");
        return
        [
            .. All.Where(id => Read(id, "environ").AsSpan().IndexOf(wanted) >= 0 && Fields(id) is not null),
        ];
    }

    /// <summary>The processes whose session is led by one.</summary>
    public static IReadOnlySet<int> Session(int leader) =>
        All.Where(id => Fields(id) is { } fields && Number(fields[3]) == leader).ToHashSet();

    /// <summary>A process and all that descend from it.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var children = All.Select(id => (Id: id, Fields: Fields(id)))
            .Where(process => process.Fields is not null)
            .ToLookup(process => Number(process.Fields![1]), process => process.Id);
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i]]);
        }

        return found;
    }

    public static bool IsAlive(int id) => Fields(id) is not null;

    public static string Describe(int id) =>
        $"{id} {Encoding.UTF8.GetString(Read(id, "cmdline")).Replace('\0', ' ').Trim()}";

    public static void Send(int id, int signal) => _ = Kill(id, signal);

    /// <summary>Kills processes and waits until they are gone.</summary>
    public static async Task KillAsync(IEnumerable<int> processes)
    {
        var all = processes.ToList();
        all.ForEach(id => Send(id, KillNow));
        while (all.Any(IsAlive))
        {
            await Task.Delay(5);
        }
    }

    /// <summary>The fields after the name; none of a process that is gone or a zombie.</summary>
    private static string[]? Fields(int id)
    {
        var stat = Encoding.UTF8.GetString(Read(id, "stat"));
        var fields = stat.Length == 0 ? [] : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields is [] or ["Z" or "X", ..] ? null : fields;
    }

    private static byte[] Read(int id, string file)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
