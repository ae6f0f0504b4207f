using System.Diagnostics;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Locking;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Lock => directory[".release/lock"];

    public void Dispose() => directory.Dispose();

    [Test]
    public void Who_loses_changes_nothing_of_the_lock()
    {
        using (FileLock.TryTake(Lock, Helper.Holder("anna")))
        {
            for (var i = 0; i < 3; i++)
            {
                FileLock.TryTake(Lock, Helper.Holder("ben")).ShouldBeNull();
            }

            FileLock.Find(Lock).ShouldBe(Helper.Holder("anna"));
        }

        FileLock.Find(Lock).ShouldBeNull();
    }

    [Test]
    public void A_lock_that_was_released_can_be_taken_again()
    {
        FileLock.TryTake(Lock, Helper.Holder("anna"))!.Dispose();
        using var second = FileLock.TryTake(Lock, Helper.Holder("ben"))!;

        FileLock.Find(Lock)!.User.ShouldBe("ben");
        second.Dispose();
        second.Dispose();
        FileLock.Find(Lock).ShouldBeNull();
    }

    [Test]
    public void A_look_at_a_lock_changes_nothing()
    {
        FileLock.Find(Lock).ShouldBeNull();
        Directory.Exists(directory[".release"]).ShouldBeFalse();
        FileLock.TryTake(Lock, Helper.Holder("anna"))!.Dispose();
        File.WriteAllText(Lock, "left by a killed holder");
        var before = File.GetLastWriteTimeUtc(Lock);

        FileLock.Find(Lock).ShouldBeNull();

        File.ReadAllText(Lock).ShouldBe("left by a killed holder");
        File.GetLastWriteTimeUtc(Lock).ShouldBe(before);
    }

    [Test]
    public async Task Somebody_who_only_looks_does_not_make_a_release_fail()
    {
        FileLock.TryTake(Lock, Helper.Holder("anna"))!.Dispose();
        using var stop = new CancellationTokenSource();
        var looking = Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            FileLock.Find(Lock);
                        }
                    })
                )
        );
        try
        {
            for (var i = 0; i < 200; i++)
            {
                FileLock.TryTake(Lock, Helper.Holder("ben"))!.Dispose();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await looking;
        }
    }

    [Test]
    public async Task A_lock_dies_with_a_holder_that_is_killed()
    {
        using var holder = Helper.Start("hold-lock", Lock);
        (await holder.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        var found = FileLock.Find(Lock)!;
        found.ProcessId.ShouldBe(holder.Id);
        FileLock.TryTake(Lock, Helper.Holder("anna")).ShouldBeNull();

        holder.Kill();
        await holder.WaitForExitAsync();

        FileLock.Find(Lock).ShouldBeNull();
        using var mine = FileLock.TryTake(Lock, Helper.Holder("anna"))!;
        FileLock.Find(Lock)!.User.ShouldBe("anna");
    }

    [Test]
    public void A_child_that_was_started_meanwhile_does_not_keep_the_lock()
    {
        using var held = FileLock.TryTake(Lock, Helper.Holder("anna"))!;
        using var child = Process.Start("sleep", "60");
        try
        {
            held.Dispose();

            FileLock.Find(Lock).ShouldBeNull();
            FileLock.TryTake(Lock, Helper.Holder("ben"))!.Dispose();
        }
        finally
        {
            child.Kill();
        }
    }

    [Test]
    public void A_lock_that_is_none_is_refused()
    {
        // What a file system without locks, or a switch of .NET, makes of it.
        using var helper = Helper.Start(
            [KeyValuePair.Create("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1")],
            ["hold-lock", Lock]
        );

        helper.StandardOutput.ReadLine().ShouldBeNull();
        helper.WaitForExit();
        helper.ExitCode.ShouldNotBe(0);
    }

    [Test]
    public void Of_many_who_come_at_once_one_wins()
    {
        using var gate = new Barrier(8);
        var locks = new FileLock?[8];
        var threads = Enumerable
            .Range(0, 8)
            .Select(i => new Thread(() =>
            {
                gate.SignalAndWait();
                locks[i] = FileLock.TryTake(Lock, Helper.Holder($"{i}"));
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        locks.Count(held => held is not null).ShouldBe(1);
        FileLock.Find(Lock)!.User.ShouldBe($"{Array.FindIndex(locks, held => held is not null)}");
        Array.ForEach(locks, held => held?.Dispose());
    }
}
