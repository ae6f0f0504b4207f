using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Writes <c>report.json</c>; what it holds is documented in <c>docs/report.md</c>.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // Readable in every script, and still harmless inside an HTML page.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new WordConverter<Outcome>(OutcomeExtensions.ToText),
            new WordConverter<StepStatus>(StatusWords.ToWord),
            new WordConverter<DateTimeOffset>(ToText),
        },
    };

    /// <summary>The report as JSON, indented, ending in a line break.</summary>
    /// <param name="report">The report.</param>
    public static string Write(ReleaseReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    private static string ToText(DateTimeOffset time) =>
        time
            .UtcDateTime.AddTicks(TimeSpan.TicksPerMillisecond / 2)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed class WordConverter<T>(Func<T, string> toWord) : JsonConverter<T>
    {
        public override T Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new NotSupportedException("Reports are written, not read.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(toWord(value));
    }
}
