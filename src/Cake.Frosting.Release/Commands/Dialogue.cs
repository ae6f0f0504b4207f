using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// A program that runs for as long as it is talked to, over its standard input and output. Not safe to use from
/// several threads, but for <see cref="Kill"/>.
/// </summary>
internal sealed class Dialogue : IDisposable
{
    private const int ErrorLimit = 16 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly BufferedStream output;
    private readonly OutputPump error;
    private readonly Task reading;
    private readonly CommandFailures failures;

    private Dialogue(Process process, CommandFailures failures, Redactor redactor)
    {
        this.process = process;
        this.failures = failures;
        output = new BufferedStream(process.StandardOutput.BaseStream);
        error = new OutputPump(process.StandardError, ErrorLimit, redactor, null);
        reading = Task.Run(error.ReadAsync);
    }

    /// <summary>Starts the program; it goes on when a terminal or CI runner signals all of a job's processes.</summary>
    /// <exception cref="CommandFailedException">It could not be started.</exception>
    public static Dialogue Open(IPlace place, Command command, Redactor redactor)
    {
        var failures = new CommandFailures(place, command, redactor);
        return new Dialogue(
            // On no leash: when the tool is killed the program hears the end of its input, and has time for it.
            ProcessStart.Start(new Shielded(place).Locate(command), failures, leash: null),
            failures,
            redactor
        );
    }

    /// <summary>Says a line.</summary>
    /// <exception cref="IOException">The program does not listen any more.</exception>
    public void Say(string line)
    {
        var stream = process.StandardInput.BaseStream;
        stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        stream.Flush();
    }

    /// <summary>Hears a line without its end; <c>null</c> where the program has ended.</summary>
    public string? HearLine()
    {
        var line = new List<byte>();
        for (var next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            if (next < 0)
            {
                return null;
            }

            line.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    /// <summary>Hears so many bytes.</summary>
    /// <exception cref="EndOfStreamException">The program ended before.</exception>
    public byte[] Hear(int count)
    {
        var bytes = new byte[count];
        output.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Ends the program at once; who waits for an answer hears the end.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It has ended already, or cannot be ended.")]
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception)
        {
            // There is nothing left to do about it.
        }
    }

    /// <summary>Why it ended before its time, with the end of what it wrote to standard error.</summary>
    public CommandFailedException Failure()
    {
        if (!process.WaitForExit(Grace))
        {
            Kill();
            process.WaitForExit(Grace);
        }

        reading.Wait(Grace);
        return failures.ExitCode(process.HasExited ? process.ExitCode : -1, error.Redacted, "");
    }

    /// <summary>Ends the conversation: the program hears the end of its input, and is given time to end by itself.</summary>
    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before.
        }

        if (!process.WaitForExit(Grace))
        {
            Kill();
        }

        process.Dispose();
    }
}
