using System.Globalization;
using System.Text;
using Cake.Core;

namespace Cake.Frosting.Tests.Fakes;

internal sealed class RecordingConsole : IConsole
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) =>
        _text.AppendFormat(CultureInfo.InvariantCulture, format, arg);

    public void WriteLine(string format, params object[] arg)
    {
        Write(format, arg);
        _text.AppendLine();
    }

    public void WriteError(string format, params object[] arg) => Write(format, arg);

    public void WriteErrorLine(string format, params object[] arg) => WriteLine(format, arg);

    public void ResetColor() { }
}
