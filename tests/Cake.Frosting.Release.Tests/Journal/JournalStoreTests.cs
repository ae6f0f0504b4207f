using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Tests.Files;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.Journal;

public sealed class JournalStoreTests
{
    [Test]
    public void Where_nothing_was_released_there_is_no_latest_and_nothing_is_made()
    {
        using var directory = new TemporaryDirectory();
        var store = new JournalStore(directory["journal"]);

        store.ReadLatest().ShouldBeNull();
        store.ReadAll().ShouldBeEmpty();
        Directory.Exists(directory["journal"]).ShouldBeFalse();
    }

    [Test]
    public void The_latest_is_the_newest_by_its_id_and_not_by_the_time_of_its_file()
    {
        using var directory = new TemporaryDirectory();
        var store = new JournalStore(directory.Path);
        foreach (var version in (string[])["1.2.0", "1.4.0", "1.3.0"])
        {
            WriteRelease(store, $"2026112{version[2]}T000000Z-{version}", version);
        }

        store.ReadLatest()!.Release.Version.ShouldBe("1.4.0");
        store.ReadAll().Select(record => record.Release.Version).ShouldBe(["1.4.0", "1.3.0", "1.2.0"]);
    }

    [TestCase("", TestName = "An empty journal is no release")]
    [TestCase("{\"at\":\"2026-", TestName = "A journal whose first line is torn is no release")]
    public void A_journal_that_never_began_is_passed_over(string text)
    {
        using var directory = new TemporaryDirectory();
        var store = new JournalStore(directory.Path);
        WriteRelease(store, "20261120T000000Z-1.3.0", "1.3.0");
        File.WriteAllText(store.PathOf("20261121T000000Z-1.4.0"), text);

        store.ReadLatest()!.Release.Version.ShouldBe("1.3.0");
    }

    [Test]
    public void A_newest_journal_that_cannot_be_trusted_is_not_passed_over()
    {
        using var directory = new TemporaryDirectory();
        var store = new JournalStore(directory.Path);
        WriteRelease(store, "20261120T000000Z-1.3.0", "1.3.0");
        File.WriteAllText(store.PathOf("20261121T000000Z-1.4.0"), "garbage\n");

        Should
            .Throw<ReleaseRefusedException>(() => store.ReadLatest())
            .Problem.ShouldContain("20261121T000000Z-1.4.0.jsonl(1,1)");
    }

    [Test]
    public void A_file_that_is_no_journal_of_a_release_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var store = new JournalStore(directory.Path);
        Write(store.PathOf("20261120T000000Z-1.3.0"), Entry(JournalEvent.StepStarted, "a"));

        Should
            .Throw<ReleaseRefusedException>(() => store.ReadLatest())
            .Problem.ShouldEndWith("(1,1): this is not the journal of a release.");
    }

    private static void WriteRelease(JournalStore store, string id, string version)
    {
        var first = Started();
        Write(
            store.PathOf(id),
            first with
            {
                Data = new Dictionary<string, string>(first.Data!)
                {
                    ["release"] = id,
                    ["version"] = version,
                },
            }
        );
    }
}
