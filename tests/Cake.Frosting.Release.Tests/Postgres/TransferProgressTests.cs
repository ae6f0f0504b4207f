using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class TransferProgressTests
{
    [TestCase(25_000_000, 100_000_000, true, "dump: 25.0 MB of 100.0 MB (25 %), about 30 s left")]
    [TestCase(1_000_000, 100_000_000, false, "dump: 1.0 MB of about 100.0 MB (1 %), about 17 min left")]
    [TestCase(120_000_000, 100_000_000, false, "dump: 120.0 MB")]
    [TestCase(5_000_000, 0, false, "dump: 5.0 MB")]
    public void A_line_says_what_is_known(long bytes, long expected, bool isExact, string line) =>
        new TransferProgress(TimeProvider.System, _ => { }, "dump", expected, isExact)
            .Line(bytes, TimeSpan.FromSeconds(10))
            .ShouldBe(line);

    [Test]
    public async Task Work_that_does_not_tell_is_measured_from_outside_until_it_ends()
    {
        var seen = new TaskCompletionSource<long>();
        var directory = Directory.CreateTempSubdirectory("watched-").FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "toc.dat"), "12345");

        await Watched.RunAsync(
            new Hurried(),
            seen.Task,
            _ => Watched.SizeOfAsync(directory),
            bytes => seen.TrySetResult(bytes)
        );

        (await seen.Task).ShouldBe(5);
        Directory.Delete(directory, recursive: true);
    }

    [Test]
    public async Task A_measure_that_fails_says_nothing_and_hides_no_failure_of_the_work()
    {
        var work = new TaskCompletionSource();
        var measured = 0;
        var watched = Watched.RunAsync(
            new Hurried(),
            work.Task,
            _ =>
            {
                if (Interlocked.Increment(ref measured) == 3)
                {
                    work.SetException(new InvalidOperationException("the work"));
                }

                throw new IOException("renamed");
            },
            _ => { }
        );

        (await Should.ThrowAsync<InvalidOperationException>(() => watched)).Message.ShouldBe("the work");
    }

    /// <summary>A clock on which nobody waits long.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        ) => base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }

    [Test]
    public void Lines_come_now_and_then_however_often_it_is_told()
    {
        var lines = new List<string>();
        var throttled = new Throttled(TimeProvider.System, lines.Add);

        for (var i = 0; i < 1000; i++)
        {
            throttled.Tell($"{i}");
        }

        lines.ShouldBeEmpty();
    }
}
