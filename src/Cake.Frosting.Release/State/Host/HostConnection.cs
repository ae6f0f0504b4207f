using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.State;

/// <summary>
/// A conversation with the program that serves the state on a host: one request at a time, each answered. Every
/// answer renews the belief that the lock is held; without one for too long, it is taken for lost. Safe to use from
/// several threads.
/// </summary>
internal sealed class HostConnection : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly string name;
    private readonly Dialogue dialogue;
    private readonly HostPatience patience;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource lost = new();
    private readonly ITimer beat;
    private readonly ITimer watch;
    private volatile Moment renewed;
    private string? why;
    private bool isClosed;

    private HostConnection(string name, Dialogue dialogue, HostPatience patience, TimeProvider time)
    {
        this.name = name;
        this.dialogue = dialogue;
        this.patience = patience;
        this.time = time;
        Lost = lost.Token;
        renewed = Moment.Of(time);
        beat = time.CreateTimer(_ => Beat(), null, patience.Beat, patience.Beat);
        watch = time.CreateTimer(_ => Watch(), null, Look, Look);
    }

    /// <summary>Cancelled when the connection is lost, and the lock with it.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Why the connection is lost; empty while it is not.</summary>
    public string WhyLost => why ?? "";

    /// <summary>Connects, and waits until the host is ready.</summary>
    /// <exception cref="CommandFailedException">The host cannot be reached, or lacks a program.</exception>
    public static HostConnection Open(
        string name,
        SshHost host,
        string directory,
        Redactor redactor,
        HostPatience patience,
        TimeProvider time
    )
    {
        var dialogue = HostProgram.Start(name, host, directory, redactor, patience, time);
        return new HostConnection(name, dialogue, patience, time);
    }

    /// <summary>Asks, and returns the answer.</summary>
    /// <exception cref="CommandFailedException">The host says no, or the connection is lost.</exception>
    public byte[] Ask(string request) =>
        TryAsk(request) ?? throw new InvalidOperationException("Only a lock can be held by somebody else.");

    /// <summary>Asks, and returns the answer; <c>null</c> where somebody else holds what is asked for.</summary>
    /// <exception cref="CommandFailedException">The host says no, or the connection is lost.</exception>
    public byte[]? TryAsk(string request)
    {
        lock (gate)
        {
            return Exchange(request);
        }
    }

    /// <summary>Gives the lock back; a connection that is lost meanwhile has done so.</summary>
    public void Give()
    {
        try
        {
            Ask("give");
        }
        catch (CommandFailedException) when (Lost.IsCancellationRequested)
        {
            // The host lets go of it by itself.
        }
    }

    public void Dispose()
    {
        beat.Dispose();
        // A beat that is under way is waited for, as long as the watch lets it.
        lock (gate)
        {
            isClosed = true;
            watch.Dispose();
            dialogue.Dispose();
        }
    }

    private byte[]? Exchange(string request)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        if (Lost.IsCancellationRequested)
        {
            throw Failure();
        }

        // The host counts from when it hears of us, which is not before we speak.
        var spoken = Moment.Of(time);
        try
        {
            dialogue.Say(request);
            var answer = dialogue.HearLine() ?? throw new EndOfStreamException();
            var bytes = answer.StartsWith("ok ", StringComparison.Ordinal)
                ? dialogue.Hear(int.Parse(answer.AsSpan(3), CultureInfo.InvariantCulture))
                : null;
            renewed = spoken;
            return bytes is not null || answer == "held 0" ? bytes : throw Refused(answer);
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or FormatException)
        {
            Lose(() => dialogue.Failure().StandardError);
            throw Failure();
        }
    }

    private void Beat()
    {
        // A request that is under way says it as well.
        if (!gate.TryEnter())
        {
            return;
        }

        try
        {
            if (!isClosed)
            {
                Exchange("beat");
            }
        }
        catch (CommandFailedException)
        {
            // Everybody hears of it through Lost.
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Watch()
    {
        if (renewed.Age(time) > patience.OfTool)
        {
            Lose(() => $"no answer for {patience.OfTool.TotalSeconds:0} s");
        }
    }

    private void Lose(Func<string> reason)
    {
        if (Lost.IsCancellationRequested)
        {
            return;
        }

        // Whatever is being done has to end now; the reason can wait.
        why = $"The connection to {name} was lost.";
        _ = lost.CancelAsync();
        dialogue.Kill();
        why = $"The connection to {name} was lost: {reason().ReplaceLineEndings(" ").Trim()}";
    }

    private CommandFailedException Refused(string answer) =>
        new(
            $"On {name}: {answer[(answer.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()}",
            null,
            answer,
            "The directory and all in it must be writable there for the user that ssh logs in as."
        );

    private CommandFailedException Failure() =>
        new(
            WhyLost,
            null,
            "",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Once the host can be reached, --target=Status shows where the release stands. The host drops the lock by itself, after {patience.OfHost.TotalSeconds:0} s at most."
            )
        );

    /// <summary>
    /// An instant by both clocks: one that nobody sets, and one that goes on while a machine sleeps.
    /// </summary>
    private sealed record Moment(long Ticks, DateTimeOffset At)
    {
        public static Moment Of(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

        public TimeSpan Age(TimeProvider time)
        {
            var (byTicks, byClock) = (time.GetElapsedTime(Ticks), time.GetUtcNow() - At);
            return byTicks > byClock ? byTicks : byClock;
        }
    }
}
