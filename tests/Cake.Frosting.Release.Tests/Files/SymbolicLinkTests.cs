using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Tests.Files;

public sealed class SymbolicLinkTests
{
    [Test]
    public void A_link_is_made_where_there_was_none()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["a"]);

        SymbolicLink.Replace(directory["current"], "a");

        new FileInfo(directory["current"]).LinkTarget.ShouldBe("a");
    }

    [Test]
    public void A_link_to_a_directory_is_replaced_and_not_followed()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["a"]);
        Directory.CreateDirectory(directory["b"]);
        SymbolicLink.Replace(directory["current"], "a");

        SymbolicLink.Replace(directory["current"], "b");

        new FileInfo(directory["current"]).LinkTarget.ShouldBe("b");
        Directory.EnumerateFileSystemEntries(directory["a"]).ShouldBeEmpty();
    }

    [Test]
    public void What_a_killed_run_left_half_made_goes_when_the_link_is_made_again()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["a"]);
        Directory.CreateSymbolicLink(directory["current.tmp"], "b");

        SymbolicLink.Replace(directory["current"], "a");

        new FileInfo(directory["current"]).LinkTarget.ShouldBe("a");
        Directory.EnumerateFileSystemEntries(directory.Path, "*.tmp").ShouldBeEmpty();
    }

    [Test]
    public void A_directory_in_the_place_of_the_link_is_an_error_and_stays()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("current/file", "kept");

        Should
            .Throw<IOException>(() => SymbolicLink.Replace(directory["current"], "a"))
            .Message.ShouldContain("cannot be made a link");

        File.ReadAllText(directory["current/file"]).ShouldBe("kept");
        Directory.EnumerateFileSystemEntries(directory.Path).Count().ShouldBe(1);
    }

    [Test]
    public async Task Whoever_looks_always_finds_a_link()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["a"]);
        Directory.CreateDirectory(directory["b"]);
        SymbolicLink.Replace(directory["current"], "a");
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            var seen = 0;
            while (!stop.IsCancellationRequested)
            {
                new FileInfo(directory["current"]).LinkTarget.ShouldBeOneOf("a", "b");
                seen++;
            }

            return seen;
        });

        for (var i = 0; i < 500; i++)
        {
            SymbolicLink.Replace(directory["current"], i % 2 == 0 ? "b" : "a");
        }

        await stop.CancelAsync();
        (await looking).ShouldBeGreaterThan(0);
    }
}
