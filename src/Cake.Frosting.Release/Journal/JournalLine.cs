using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cake.Frosting.Release.Journal;

/// <summary>
/// A journal entry as a line: JSON, with a checksum of the rest of the line as its last member, so that a
/// flipped bit is noticed and not taken for the truth.
/// </summary>
internal static class JournalLine
{
    private const string SumMember = ",\"sum\":\"";
    private const int SumLength = 8;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
        },
    };

    public static string Write(JournalEntry entry)
    {
        var json = JsonSerializer.Serialize(entry, Options)[..^1];
        return $"{json}{SumMember}{Sum(json)}\"}}";
    }

    /// <summary>Reads a line, or says what is wrong with it.</summary>
    public static JournalEntry? TryRead(string line, out string problem)
    {
        var end = line.LastIndexOf(SumMember, StringComparison.Ordinal);
        if (end < 0 || line.Length != end + SumMember.Length + SumLength + 2)
        {
            problem = "it has no checksum";
            return null;
        }

        if (!line.AsSpan(end + SumMember.Length, SumLength).SequenceEqual(Sum(line[..end])))
        {
            problem = "its checksum does not fit";
            return null;
        }

        try
        {
            problem = "";
            return JsonSerializer.Deserialize<JournalEntry>(line, Options);
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    /// <summary>
    /// Whether a line is whole and more follows on it: no torn line, which ends before, but one whose line end
    /// was damaged.
    /// </summary>
    public static bool GoesOn(string line)
    {
        var end = line.LastIndexOf(SumMember, StringComparison.Ordinal) + SumMember.Length + SumLength + 2;
        return end >= SumMember.Length + SumLength + 2
            && end < line.Length
            && TryRead(line[..end], out _) is not null;
    }

    private static string Sum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..SumLength];
}
