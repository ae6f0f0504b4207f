using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class DatabaseReportTests
{
    private static readonly Dictionary<string, string> Facts = new()
    {
        ["backup/rehearse:shop.v2.seconds"] = "12.5",
        ["backup/rehearse:shop.v2.locks"] = "0002_x.sql: AccessExclusiveLock on public.orders",
        ["stop/restore-point:shop.v2.method"] = "write-ahead log",
        ["stop/restore-point:shop.v2.changes"] = "public.orders: 3 rows inserted; the schema was touched",
        ["stop/restore-point:shop.v2.kind"] = "clone",
        ["migrate/sql:shop.v2.applied"] = "0002_x.sql, 0003_y.sql",
    };

    [Test]
    public void What_a_release_found_out_about_a_database_is_told_in_sentences()
    {
        var database = DatabaseFacts.Read(Facts, text => text).Single();

        database.Database.ShouldBe("shop.v2");
        Phrases
            .Sentences(database)
            .ShouldBe([
                $"Its migrations took {Readable.Duration(12.5)} in the rehearsal. They lock: 0002_x.sql: AccessExclusiveLock on public.orders.",
                "Between its backup and the stop (told by the write-ahead log): public.orders: 3 rows inserted; the schema was touched. The restore point was taken after the stop.",
                "Applied: 0002_x.sql, 0003_y.sql.",
            ]);
    }

    [Test]
    public void What_was_not_rehearsed_is_said_with_the_reason()
    {
        var facts = new Dictionary<string, string>
        {
            ["backup/history:shop.unrehearsed"] = "the service applies them when it starts",
            ["migrate/at-start:shop.applied"] = "0002",
        };

        Phrases
            .Sentences(DatabaseFacts.Read(facts, text => text).Single())
            .ShouldBe([
                "Its migrations were not rehearsed: the service applies them when it starts.",
                "Applied: 0002.",
            ]);
    }

    [Test]
    public void Nothing_written_is_said_too()
    {
        var facts = new Dictionary<string, string>
        {
            ["stop/restore-point:shop.method"] = "contents",
            ["stop/restore-point:shop.kind"] = "scratch",
        };

        Phrases
            .Sentences(DatabaseFacts.Read(facts, text => text).Single())
            .ShouldBe([
                "Nothing was written between its backup and the stop (told by the contents): the proven backup was the restore point.",
            ]);
    }

    [Test]
    public void What_was_proven_of_a_backup_and_what_was_not_is_a_sentence_each()
    {
        var facts = new Dictionary<string, string>
        {
            ["backup/compare:shop.file"] = "dump.pgdump.zst",
            ["backup/compare:shop.proof"] = "It was restored.\nThe rows of public.logs (3) are left out.",
        };

        BackupFacts
            .Read(facts, ["backup/"], text => text)
            .Single()
            .Proof.ShouldBe(["It was restored.", "The rows of public.logs (3) are left out."]);
    }

    [Test]
    public void A_release_without_migrations_says_nothing_of_databases() =>
        DatabaseFacts
            .Read(new Dictionary<string, string> { ["backup/dump:shop.file"] = "x" }, text => text)
            .ShouldBeEmpty();
}
