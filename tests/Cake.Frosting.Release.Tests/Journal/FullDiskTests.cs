using System.Diagnostics;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Tests.Files;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.Journal;

public sealed class FullDiskTests
{
    [Test]
    public void A_line_that_found_no_room_leaves_the_journal_whole()
    {
        using var directory = new TemporaryDirectory();
        if (Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", directory.Path) != 0)
        {
            Assert.Ignore(
                "A small file system is needed and only root may mount one; run this test as root."
            );
        }

        try
        {
            var path = directory["one.jsonl"];
            var written = 0;
            using (var journal = JournalFile.Open(path))
            {
                Should.Throw<IOException>(() =>
                {
                    for (; ; written++)
                    {
                        journal.Append(Entry(JournalEvent.Issued, "a", $"{written} {new string('x', 3000)}"));
                    }
                });
                // A smaller line may still fit, and the way back must be journalled.
                journal.Append(Entry(JournalEvent.RollbackStarted, text: "the disk is full"));
            }

            var entries = JournalFile.Read(path);

            entries.Count.ShouldBe(written + 1);
            entries[^1].Event.ShouldBe(JournalEvent.RollbackStarted);
        }
        finally
        {
            Run("umount", directory.Path);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true }
        )!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
