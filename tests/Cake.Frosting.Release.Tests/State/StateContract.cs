using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Locking;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.State;

/// <summary>What holds of the state of a target wherever it is. Each state that is opened is another releaser.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal abstract class StateContract : IDisposable
{
    private const string Id = "20261121T104227Z-1.4.0";
    private readonly TemporaryDirectory temporary = new();
    private readonly List<ITargetState> opened = [];

    /// <summary>Where the state lies on this machine, which is the host as well.</summary>
    protected string Root => temporary["a host's \"own\" $(reboot) dir"];

    private string Journal => Path.Combine(Root, "journal", $"{Id}.jsonl");

    public virtual void Dispose()
    {
        opened.ForEach(state => state.Dispose());
        temporary.Dispose();
        GC.SuppressFinalize(this);
    }

    [Test]
    public void A_look_at_what_was_never_used_makes_nothing()
    {
        var state = Open();

        state.FindHolder().ShouldBeNull();
        state.FindFreeze().ShouldBeNull();
        state.ReadAll().ShouldBeEmpty();
        state.ReadRestores().ShouldBeEmpty();
        state.Read(Id).ShouldBeNull();
        state.LiftFreeze();
        Directory.Exists(Root).ShouldBeFalse();
    }

    [Test]
    public void Who_comes_second_goes_without_and_changes_nothing_of_the_lock()
    {
        var (anna, ben) = (Open(), Open());
        using (anna.TryTake(Helper.Holder("anna's \\n \"machine\"")).ShouldNotBeNull())
        {
            ben.TryTake(Helper.Holder("ben")).ShouldBeNull();
            ben.TryTake(Helper.Holder("ben")).ShouldBeNull();

            ben.FindHolder().ShouldBe(Helper.Holder("anna's \\n \"machine\""));
            anna.FindHolder().ShouldBe(Helper.Holder("anna's \\n \"machine\""));
        }

        ben.FindHolder().ShouldBeNull();
        using var second = ben.TryTake(Helper.Holder("ben")).ShouldNotBeNull();
        anna.TryTake(Helper.Holder("anna")).ShouldBeNull();
    }

    [Test]
    public void The_version_is_told_once_it_is_known()
    {
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();

        held.Describe(Helper.Holder("anna") with { Version = "1.4.0" });

        Open().FindHolder()!.ToString().ShouldContain("with Release of shop 1.4.0 since 2026-11-21");
    }

    [Test]
    public void A_line_is_on_disk_when_Append_returns_and_everybody_reads_it()
    {
        var ben = Open();
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        using var journal = held.OpenJournal(Id);
        journal.Append(Started());
        var issued = Entry(JournalEvent.Issued, "a", "echo 'ü 🚢' \"$HOME\" `id` \\ \n % !");
        journal.Append(issued);

        JournalFile
            .Read(Journal)
            .Select(JournalLine.Write)
            .ShouldBe([JournalLine.Write(Started()), JournalLine.Write(issued)]);
        ben.Read(Id)!.Find("a")!.Issued.ShouldBe([issued.Text!]);
        ben.ReadAll().Count().ShouldBe(1);
    }

    [Test]
    public void The_newest_journal_comes_first()
    {
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        foreach (var version in (string[])["1.2.0", "1.10.0", "1.3.0"])
        {
            using var journal = held.OpenJournal($"202611{version[2]}1T000000Z-{version}");
            journal.Append(
                Started() with
                {
                    Data = new Dictionary<string, string>(Started().Data!) { ["version"] = version },
                }
            );
        }

        Open().ReadAll().Select(record => record.Release.Version).ShouldBe(["1.3.0", "1.2.0", "1.10.0"]);
    }

    [Test]
    public void A_restore_is_no_release_and_a_release_no_restore()
    {
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        using (var journal = held.OpenRestoreJournal(Id))
        {
            journal.Append(Started());
        }

        Open().ReadAll().ShouldBeEmpty();
        Open().Read(Id).ShouldBeNull();
        Open().ReadRestores().ShouldHaveSingleItem().Find("a").ShouldBeNull();

        using (var journal = held.OpenJournal(Id))
        {
            journal.Append(Started());
            journal.Append(Entry(JournalEvent.StepStarted, "a"));
        }

        Open().ReadAll().ShouldHaveSingleItem().Find("a").ShouldNotBeNull();
        Open().ReadRestores().ShouldHaveSingleItem().Find("a").ShouldBeNull();
    }

    [Test]
    public void A_torn_last_line_is_written_over()
    {
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        using (var journal = held.OpenJournal(Id))
        {
            journal.Append(Started());
        }

        File.AppendAllText(Journal, "{\"at\":\"2026-11-21T10:42:2");
        Open().Read(Id)!.Steps.ShouldBeEmpty();
        using (var journal = held.OpenJournal(Id))
        {
            journal.Append(Entry(JournalEvent.StepStarted, "a"));
            journal.Append(Entry(JournalEvent.StepDone, "a"));
        }

        JournalFile.Read(Journal).Count.ShouldBe(3);
        Open().Read(Id)!.Find("a")!.Status.ToString().ShouldBe("Done");
    }

    [Test]
    public void A_damaged_line_before_the_last_is_refused_by_its_number()
    {
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();
        using (var journal = held.OpenJournal(Id))
        {
            journal.Append(Started());
            journal.Append(Entry(JournalEvent.StepStarted, "a"));
        }

        File.WriteAllText(Journal, File.ReadAllText(Journal).Replace("step-started", "step-starved"));

        foreach (var read in (Action[])[() => Open().Read(Id), () => held.OpenJournal(Id).Dispose()])
        {
            Should.Throw<ReleaseRefusedException>(read).Problem.ShouldContain($"{Id}.jsonl(2,1)");
        }
    }

    [Test]
    public void A_freeze_is_seen_by_everybody_until_it_is_lifted()
    {
        var (anna, ben) = (Open(), Open());
        var freeze = new Freeze("anna@build-3", Helper.Holder("").Since, "stock\ntaking: it's \"us\" \\o/");

        anna.SetFreeze(freeze);
        anna.SetFreeze(freeze);
        ben.FindFreeze().ShouldBe(freeze);
        anna.SetFreeze(freeze with { Message = "longer" });
        ben.FindFreeze()!.Message.ShouldBe("longer");
        ben.LiftFreeze();
        ben.LiftFreeze();

        anna.FindFreeze().ShouldBeNull();
    }

    [Test]
    public void A_freeze_needs_no_lock()
    {
        using var held = Open().TryTake(Helper.Holder("anna")).ShouldNotBeNull();

        Open().SetFreeze(new Freeze("ben", Helper.Holder("").Since, "no more after this one"));

        Open().FindHolder()!.User.ShouldBe("anna");
        Open().FindFreeze()!.By.ShouldBe("ben");
    }

    [Test]
    public void A_freeze_that_cannot_be_read_is_one_all_the_same()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "freeze.json"), "garbage\n");

        Should.Throw<ReleaseRefusedException>(() => Open().FindFreeze()).WayOut.ShouldContain("Unfreeze");
        Open().LiftFreeze();
        Open().FindFreeze().ShouldBeNull();
    }

    /// <summary>Opens the state as somebody on another machine would.</summary>
    protected ITargetState Open()
    {
        var state = Create();
        opened.Add(state);
        return state;
    }

    protected abstract ITargetState Create();
}
