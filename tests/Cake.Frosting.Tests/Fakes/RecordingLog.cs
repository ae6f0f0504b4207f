using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests.Fakes;

internal sealed class RecordingLog : ICakeLog
{
    private readonly List<(LogLevel Level, string Text)> _entries = [];

    public Verbosity Verbosity { get; set; }

    public IEnumerable<string> Errors => At(LogLevel.Error);

    public IEnumerable<string> Warnings => At(LogLevel.Warning);

    public IEnumerable<string> Information => At(LogLevel.Information);

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) =>
        _entries.Add((level, string.Format(CultureInfo.InvariantCulture, format, args)));

    private IEnumerable<string> At(LogLevel level) =>
        _entries.Where(entry => entry.Level == level).Select(entry => entry.Text);
}
