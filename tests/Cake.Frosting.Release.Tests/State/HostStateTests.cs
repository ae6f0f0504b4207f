using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Locking;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.State;

/// <summary>State on a host: a real sshd, real connections that are killed, cut and refused.</summary>
internal sealed class HostStateTests : StateContract
{
    private const string Id = "20261121T104227Z-1.4.0";

    /// <summary>As long as the tests of the contract run nothing may be taken for lost; these here wait for it.</summary>
    private static readonly HostPatience Short = new(
        TimeSpan.FromSeconds(0.5),
        TimeSpan.FromSeconds(4),
        TimeSpan.FromSeconds(12)
    );

    private readonly SshServer server = SshServer.Start();

    private SshHost Host =>
        SshHost.Parse(server.Address) with
        {
            Identity = server.Identity,
            KnownHosts = server.KnownHosts,
        };

    public override void Dispose()
    {
        base.Dispose();
        server.Dispose();
    }

    protected override ITargetState Create() => Create(HostPatience.Default);

    private HostState Create(HostPatience patience) =>
        new(Host, Root, new Redactor(), patience, TimeProvider.System);

    [Test]
    public async Task A_connection_that_is_killed_takes_the_lock_with_it_and_nothing_more_is_written()
    {
        using var state = Create(Short);
        using var held = state.TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        using var journal = held.OpenJournal(Id);
        journal.Append(Started());
        held.Lost.IsCancellationRequested.ShouldBeFalse();

        server.KillConnections();

        var lost = Should.Throw<CommandFailedException>(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                journal.Append(Entry(Release.Journal.JournalEvent.StepStarted, "a"));
            }
        });
        lost.Problem.ShouldContain($"The connection to ssh://127.0.0.1:{server.Port}{Root} was lost");
        lost.WayOut.ShouldContain("--target=Status");
        held.Lost.IsCancellationRequested.ShouldBeTrue();
        held.WhyLost.ShouldContain("was lost");
        var ben = Open();
        var wasEnding = false;
        await Eventually.ShouldHoldAsync(
            () =>
            {
                wasEnding |= ben.FindHolder() is { IsEnding: true, User: "anna" };
                return ben.TryTake(Helper.Holder("ben")) is not null;
            },
            "the lock falls, once what ran must have ended"
        );
        wasEnding.ShouldBeTrue();
        ben.FindHolder()!.ToString().ShouldBe(Helper.Holder("ben").ToString());
        ben.Read(Id).ShouldNotBeNull();
    }

    [Test]
    public async Task Who_does_nothing_hears_of_a_killed_connection_all_the_same()
    {
        using var state = Create(Short);
        using var held = state.TryTake(Helper.Holder("anna")).ShouldNotBeNull();

        server.KillConnections();

        await Eventually.ShouldHoldAsync(() => held.Lost.IsCancellationRequested, "the next beat finds out");
    }

    [Test]
    public async Task Cut_off_in_silence_the_tool_gives_up_before_the_host_does()
    {
        using var state = Create(Short);
        using var held = state.TryTake(Helper.Holder("anna")).ShouldNotBeNull();

        server.FreezeConnections();
        var ben = Open();

        var wasLostFirst = false;
        await Eventually.ShouldHoldAsync(
            () =>
            {
                wasLostFirst = held.Lost.IsCancellationRequested;
                return ben.TryTake(Helper.Holder("ben")) is not null;
            },
            "the host lets go of the lock"
        );
        wasLostFirst.ShouldBeTrue();
    }

    [Test]
    public async Task The_lock_falls_when_the_tool_is_killed()
    {
        using var holder = Helper.Start(
            "hold-host-lock",
            server.Address,
            server.Identity,
            server.KnownHosts,
            Root
        );
        (await holder.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        var ben = Open();
        ben.TryTake(Helper.Holder("ben")).ShouldBeNull();
        ben.FindHolder()!.ProcessId.ShouldBe(holder.Id);

        holder.Kill();
        await holder.WaitForExitAsync();

        await Eventually.ShouldHoldAsync(
            () => ben.TryTake(Helper.Holder("ben")) is not null,
            "the lock falls with the tool"
        );
    }

    [Test]
    public async Task Of_many_who_come_at_once_one_wins()
    {
        var states = Enumerable.Range(0, 4).Select(_ => Open()).ToList();

        var locks = await Task.WhenAll(
            states.Select((state, i) => Task.Run(() => state.TryTake(Helper.Holder($"{i}"))))
        );

        var won = Array.FindIndex(locks, held => held is not null);
        locks.Count(held => held is not null).ShouldBe(1);
        states[0].FindHolder()!.User.ShouldBe($"{won}");
    }

    [Test]
    public void Only_the_holder_can_write_a_journal()
    {
        var anna = Open();
        var held = anna.TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        using var journal = held.OpenJournal(Id);
        held.Dispose();

        Should
            .Throw<CommandFailedException>(() => journal.Append(Started()))
            .Problem.ShouldContain("the lock is not held");
    }

    [Test]
    public void A_lock_of_this_machine_and_one_over_ssh_are_the_same()
    {
        using var here = new LocalState(Root);
        using (here.TryTake(Helper.Holder("here")).ShouldNotBeNull())
        {
            Open().TryTake(Helper.Holder("there")).ShouldBeNull();
            Open().FindHolder()!.User.ShouldBe("here");
        }

        using var there = Open().TryTake(Helper.Holder("there")).ShouldNotBeNull();
        here.TryTake(Helper.Holder("here")).ShouldBeNull();
        here.FindHolder()!.User.ShouldBe("there");
    }

    [Test]
    public void A_host_whose_key_is_not_known_is_refused()
    {
        File.WriteAllText(server.KnownHosts, "");

        var refused = Should.Throw<CommandFailedException>(() => Open().FindHolder());

        refused.Problem.ShouldContain("Host key verification failed");
        refused.WayOut.ShouldContain("known_hosts");
    }

    [Test]
    public void A_key_that_the_host_does_not_accept_is_refused_without_a_question()
    {
        using var state = new HostState(
            Host with
            {
                User = "nobody-4711",
            },
            Root,
            new Redactor(),
            HostPatience.Default,
            TimeProvider.System
        );

        var refused = Should.Throw<CommandFailedException>(() => state.FindHolder());

        refused.Problem.ShouldContain("Permission denied");
        refused.WayOut.ShouldContain("state/identity");
    }

    [Test]
    public void A_directory_that_cannot_be_made_is_an_error_with_its_cause()
    {
        File.WriteAllText(Root, "a file in the way");

        Should
            .Throw<CommandFailedException>(() => Open().TryTake(Helper.Holder("anna")))
            .Problem.ShouldContain("mkdir: cannot create directory");
    }

    [Test]
    public void The_tool_has_stopped_before_the_host_lets_go()
    {
        var patience = HostPatience.Default;

        (patience.OfTool + HostPatience.ToStop + patience.Beat).ShouldBeLessThan(patience.OfHost);
        (patience.Beat * 3).ShouldBeLessThan(patience.OfTool);
    }
}
