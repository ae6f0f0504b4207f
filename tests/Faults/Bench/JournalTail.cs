using System.Text;
using System.Text.Json;

namespace Faults.Bench;

/// <summary>Reads what is added to the journals of a directory from now on, as soon as it is there.</summary>
internal sealed class JournalTail
{
    private readonly string directory;
    private readonly Dictionary<string, long> seen = [];

    public JournalTail(string directory)
    {
        this.directory = directory;
        foreach (var file in Files())
        {
            seen[file] = new FileInfo(file).Length;
        }
    }

    /// <summary>Waits for a line of an event and, where it is given, of a step; whether it came before the tool ended.</summary>
    public async Task<bool> UntilAsync(ToolProcess tool, string journalEvent, string? step = null)
    {
        while (true)
        {
            var ended = tool.HasEnded;
            if (Added().Any(line => line.Event == journalEvent && (step is null || line.Step == step)))
            {
                return true;
            }

            if (ended)
            {
                return false;
            }

            await Task.Delay(1);
        }
    }

    private IEnumerable<(string Event, string? Step)> Added()
    {
        foreach (var file in Files())
        {
            var offset = seen.GetValueOrDefault(file);
            if (new FileInfo(file).Length <= offset)
            {
                continue;
            }

            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

            var bytes = new byte[stream.Length - offset];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            seen[file] = offset + whole;
            foreach (
                var line in Encoding
                    .UTF8.GetString(bytes, 0, whole)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            )
            {
                using var json = JsonDocument.Parse(line);
                yield return (
                    json.RootElement.GetProperty("event").GetString()!,
                    json.RootElement.TryGetProperty("step", out var step) ? step.GetString() : null
                );
            }
        }
    }

    /// <summary>The newest ones: nobody adds to older ones, and looking takes its time.</summary>
    private IEnumerable<string> Files() =>
        Directory.Exists(directory)
            ? Directory.GetFiles(directory, "*.jsonl").OrderDescending(StringComparer.Ordinal).Take(3)
            : [];
}
