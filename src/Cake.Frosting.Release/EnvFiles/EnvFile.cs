using System.Text;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>
/// An env file as Compose (v1 and v2) and dotenv read it, with the place of everything in it: what is edited is
/// spliced, and every other byte stays. Where the programs differ, Compose v2's reading is taken.
/// </summary>
internal sealed class EnvFile
{
    private readonly string text;

    private EnvFile(string name, ReadOnlyMemory<byte> bytes, string text, EnvReader reader)
    {
        Name = name;
        Bytes = bytes;
        this.text = text;
        Entries = reader.Entries;
        Unread = reader.Unread;
    }

    /// <summary>The file, as messages name it.</summary>
    public string Name { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The assignments in the file's order; a key that is there twice has its last value.</summary>
    public IReadOnlyList<EnvEntry> Entries { get; }

    /// <summary>The numbers of the lines that are no assignment, which Compose v2 refuses and v1 passes over.</summary>
    public IReadOnlyList<int> Unread { get; }

    /// <summary>The line end that the file has.</summary>
    public string LineEnd => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>The keys, each once, in the order in which they first stand there.</summary>
    public IEnumerable<string> Keys => Entries.Select(entry => entry.Key).Distinct(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="name">The file, as messages are to name it.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="ReleaseRefusedException">It is no text, or a quote is not closed.</exception>
    public static EnvFile Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        // One character for each byte, so that positions are the same in both.
        var text = Encoding.Latin1.GetString(bytes.Span);
        var reader = new EnvReader(name, text);
        reader.Read();
        return new EnvFile(name, bytes, text, reader);
    }

    /// <summary>The assignment that counts; <c>null</c> where the key is not there.</summary>
    public EnvEntry? Find(string key)
    {
        for (var index = Entries.Count - 1; index >= 0; index--)
        {
            if (Entries[index].Key == key)
            {
                return Entries[index];
            }
        }

        return null;
    }

    /// <summary>The value as it stands there, quotes and escapes resolved and variables not; <c>null</c> for none.</summary>
    public string? Literal(string key) =>
        Find(key) is { HasValue: true } entry ? EnvQuoting.Decode(RawOf(entry), entry.Quote) : null;

    /// <summary>All values, with their variables filled in from the environment and from the lines above.</summary>
    /// <param name="environment">A variable of the environment; <c>null</c> for none.</param>
    /// <returns>The values by key; a key that stands alone and is not in the environment is not among them.</returns>
    /// <exception cref="ReleaseRefusedException">A variable that must be set (<c>${A:?}</c>) is not.</exception>
    public IReadOnlyDictionary<string, string> Values(Func<string, string?> environment)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            var value = entry.HasValue ? Resolve(entry, values, environment) : environment(entry.Key);
            if (value is not null)
            {
                values[entry.Key] = value;
            }
        }

        return values;
    }

    /// <summary>What has to change for a key to have a value; nothing where it has it.</summary>
    /// <param name="key">The key; where it is not there, it is added at the end.</param>
    /// <param name="value">The value, without quotes.</param>
    public IReadOnlyList<Splice> Set(string key, string value)
    {
        if (Find(key) is not { } entry)
        {
            return [Append($"{key}={Encode(value, '\0')}")];
        }

        if (entry.HasValue && Literal(key) == value)
        {
            return [];
        }

        // Without quotes, a comment behind would be taken for the value.
        var isBeforeComment = text[entry.Raw.End..entry.End].AsSpan().Trim(" \t\r\n").Length > 0;
        var raw = value.Length == 0 && isBeforeComment ? "''" : Encode(value, entry.Quote);
        var bytes = Encoding.Latin1.GetBytes((entry.HasValue ? "" : "=") + raw);
        return [new Splice(entry.Raw.Start, entry.Raw.Length, bytes)];
    }

    /// <summary>The value of an assignment, byte for byte as it stands there, with its quotes.</summary>
    internal string RawOf(EnvEntry entry) => text.Substring(entry.Raw.Start, entry.Raw.Length);

    /// <summary>Some of the file, one character for each byte.</summary>
    internal string Slice(int start, int end) => text[start..end];

    /// <summary>What adds lines at the end; the last line has a line end afterwards only if it had one before.</summary>
    internal Splice Append(string lines)
    {
        var isOpen = text.Length > 0 && text[^1] != '\n';
        return new Splice(
            text.Length,
            0,
            Encoding.Latin1.GetBytes(isOpen ? LineEnd + lines : lines + LineEnd)
        );
    }

    private static string Encode(string value, char quote) =>
        Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(EnvQuoting.Encode(value, quote)));

    private string Resolve(
        EnvEntry entry,
        Dictionary<string, string> above,
        Func<string, string?> environment
    )
    {
        var value = EnvQuoting.Decode(RawOf(entry), entry.Quote, keepsDollars: true);
        return entry.Quote == '\''
            ? value
            : EnvVariables.Fill(
                value,
                name => environment(name) ?? above.GetValueOrDefault(name),
                problem => new ReleaseRefusedException(
                    $"{EnvReader.At(Name, text, entry.Raw.Start)}: {problem}"
                )
            );
    }
}
