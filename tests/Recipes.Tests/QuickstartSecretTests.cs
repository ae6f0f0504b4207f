using System.Text;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>The database's password appears nowhere but where it is kept.</summary>
[TestFixture]
internal sealed class QuickstartSecretTests
{
    [Test]
    public async Task The_password_is_in_no_output_file_or_process_list_of_any_target()
    {
        await using var shop = new QuickstartWorkspace();
        using (var planned = await shop.RunAsync("--target=Plan"))
        {
            planned.Output.ShouldNotContain(shop.Password);
        }

        using var stop = new CancellationTokenSource();
        var seen = WatchProcessesAsync(shop.Password, stop.Token);
        string[][] runs =
        [
            ["--target=Plan"],
            ["--target=Runbook"],
            ["--target=Release", "--dryrun"],
            ["--target=Release", "--verbosity=diagnostic"],
            ["--target=Status"],
            ["--target=Rollback", "--verbosity=diagnostic"],
            ["--target=Release", "--version=0.0.1"],
            ["--target=Schema"],
        ];
        foreach (var arguments in runs)
        {
            using var run = await shop.RunAsync(arguments);
            run.Output.ShouldNotContain(shop.Password, Case.Sensitive, string.Join(' ', arguments));
        }

        await stop.CancelAsync();
        (await seen).ShouldBeEmpty();
        FilesWith(shop.Password, shop.Workspace).ShouldBe([Path.Combine(shop.Workspace, "password")]);
    }

    /// <summary>Command lines of this machine with the password in them, looked for as fast as they can be read.</summary>
    private static Task<List<string>> WatchProcessesAsync(string password, CancellationToken stop) =>
        Task.Run(() =>
        {
            var found = new List<string>();
            while (!stop.IsCancellationRequested)
            {
                foreach (var process in Directory.EnumerateDirectories("/proc"))
                {
                    try
                    {
                        var line = File.ReadAllText(Path.Combine(process, "cmdline"));
                        if (line.Contains(password, StringComparison.Ordinal))
                        {
                            found.Add(line.Replace('\0', ' '));
                        }
                    }
                    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                    {
                        // Not a process, or one that has ended meanwhile.
                    }
                }

                Thread.Sleep(3);
            }

            return found;
        });

    private static IEnumerable<string> FilesWith(string text, string directory)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Directory
            .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            // A running service holds its state file, four numbers and words, locked.
            .Where(file => Path.GetExtension(file) != ".state")
            .Where(file =>
                new FileInfo(file) is { Exists: true, LinkTarget: null, Length: < 64 * 1024 * 1024 }
            )
            .Where(file => Holds(file, bytes));
    }

    private static bool Holds(string file, byte[] bytes)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0;
        }
        catch (FileNotFoundException)
        {
            // The server removes files of its own at any time.
            return false;
        }
    }
}
