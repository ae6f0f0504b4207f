using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Tests.Files;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.Journal;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JournalFileTests : IDisposable
{
    private static readonly JournalEntry[] Whole =
    [
        Started(),
        Entry(JournalEvent.StepStarted, "backup/dump:shop"),
        Entry(JournalEvent.Issued, "backup/dump:shop", "pg_dump \"ü 🚢\" \u2028 \ufffd \\ \n ,\"sum\":\""),
        Fact("backup/dump:shop", "file", "shop.dump"),
        Entry(JournalEvent.StepDone, "backup/dump:shop") with
        {
            Seconds = 1.25,
        },
    ];

    private readonly TemporaryDirectory directory = new();

    private string Journal => directory["releases/one.jsonl"];

    public void Dispose() => directory.Dispose();

    [Test]
    public void A_line_is_on_disk_when_Append_returns()
    {
        using var journal = JournalFile.Open(Journal);
        for (var i = 0; i < Whole.Length; i++)
        {
            journal.Append(Whole[i]);

            Same(JournalFile.Read(Journal), Whole[..(i + 1)]);
        }
    }

    [Test]
    public void A_line_that_was_torn_at_any_byte_is_as_if_never_written_and_the_journal_goes_on()
    {
        Write(Journal, Whole);
        var bytes = File.ReadAllBytes(Journal);
        for (var length = 0; length < bytes.Length; length++)
        {
            var torn = bytes[..length];
            var kept = torn.Count(value => value == '\n');
            File.WriteAllBytes(Journal, torn);

            Same(JournalFile.Read(Journal), Whole[..kept]);
            File.ReadAllBytes(Journal).ShouldBe(torn, "reading changes nothing");
            using (var journal = JournalFile.Open(Journal))
            {
                Same(journal.Entries, Whole[..kept]);
                journal.Append(Whole[1]);
            }

            Same(JournalFile.Read(Journal), [.. Whole[..kept], Whole[1]]);
        }
    }

    [TestCase(0x01)]
    [TestCase(0x20)]
    [TestCase(0x80)]
    [TestCase(0xff)]
    public void A_flipped_bit_anywhere_is_reported_with_its_line_and_nothing_is_changed(int mask)
    {
        Write(Journal, Whole);
        var bytes = File.ReadAllBytes(Journal);
        for (var at = 0; at < bytes.Length; at++)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= (byte)mask;
            File.WriteAllBytes(Journal, flipped);
            var line = bytes[..at].Count(value => value == '\n') + 1;

            foreach (
                var read in (Action[])
                    [() => JournalFile.Read(Journal), () => JournalFile.Open(Journal).Dispose()]
            )
            {
                var refusal = Should.Throw<ReleaseRefusedException>(read, $"byte {at} of line {line}");
                refusal.Problem.ShouldStartWith(
                    $"{Journal}({line},1): this line of the journal cannot be trusted: "
                );
            }

            File.ReadAllBytes(Journal).ShouldBe(flipped);
        }
    }

    [Test]
    public void A_line_that_was_taken_out_of_the_middle_of_the_file_in_parts_is_reported()
    {
        Write(Journal, Whole);
        var lines = File.ReadAllLines(Journal);
        File.WriteAllText(Journal, $"{lines[0]}\n{lines[1]}{lines[2]}\n{lines[3]}\n");

        Should
            .Throw<ReleaseRefusedException>(() => JournalFile.Read(Journal))
            .WayOut.ShouldStartWith("Nothing was done.");
    }

    [Test]
    public void A_newer_format_is_refused_as_such_whatever_its_lines_look_like()
    {
        Write(Journal, Started(format: "2"));
        File.AppendAllText(Journal, "{\"event\":\"of-the-future\"}\n");
        var bytes = File.ReadAllBytes(Journal);

        foreach (
            var read in (Action[])[() => JournalFile.Read(Journal), () => JournalFile.Open(Journal).Dispose()]
        )
        {
            var refusal = Should.Throw<ReleaseRefusedException>(read);
            refusal.Problem.ShouldBe(
                $"{Journal}(1,1): the journal has format 2, and this tool knows format 1."
            );
            refusal.WayOut.ShouldBe("Use the version of the tool that wrote it, or a newer one.");
        }

        File.ReadAllBytes(Journal).ShouldBe(bytes);
    }

    [Test]
    public async Task Lines_of_many_threads_do_not_mix()
    {
        using var journal = JournalFile.Open(Journal);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 16),
            async (thread, _) =>
            {
                await Task.Yield();
                for (var i = 0; i < 25; i++)
                {
                    journal.Append(
                        Entry(JournalEvent.Issued, $"step-{thread}", $"{i} {new string('x', 5000)}")
                    );
                }
            }
        );

        var entries = JournalFile.Read(Journal);

        entries.Count.ShouldBe(16 * 25);
        foreach (var group in entries.GroupBy(entry => entry.Step))
        {
            group
                .Select(entry => entry.Text!.Split(' ')[0])
                .ShouldBe(Enumerable.Range(0, 25).Select(i => $"{i}"));
        }
    }

    [Test]
    public void A_directory_in_the_way_is_an_error_and_no_journal()
    {
        Directory.CreateDirectory(Journal);

        Should.Throw<UnauthorizedAccessException>(() => JournalFile.Open(Journal));
    }

    private static void Same(IReadOnlyList<JournalEntry> actual, IReadOnlyList<JournalEntry> expected) =>
        actual.Select(JournalLine.Write).ShouldBe(expected.Select(JournalLine.Write));
}
