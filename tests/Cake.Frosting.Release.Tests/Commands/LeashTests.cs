using System.Diagnostics;
using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Locking;

namespace Cake.Frosting.Release.Tests.Commands;

/// <summary>What becomes of the processes of a tool that is killed.</summary>
[Platform("Linux")]
public sealed class LeashTests
{
    /// <summary>Says who it is, leaves a child and a service in a session of its own behind, and never ends.</summary>
    private const string Script = """
        setsid sh -c 'echo $$ >"$0.service.tmp"; mv "$0.service.tmp" "$0.service"; while :; do sleep 0.1; done' "$1" &
        sh -c 'echo $$ >"$0.child.tmp"; mv "$0.child.tmp" "$0.child"; while :; do sleep 0.1; done' "$1" &
        echo $$ >"$1.parent"
        while :; do sleep 0.1; done
        """;

    [Test]
    public async Task A_killed_tool_leaves_no_child_behind_but_its_services()
    {
        using var directory = new TemporaryDirectory();
        using var tool = Start(directory);
        tool.Kill(entireProcessTree: false);

        await EndedAsync(Read(directory["id.parent"]));
        await EndedAsync(Read(directory["id.child"]));
        var service = Read(directory["id.service"]);
        IsAlive(service).ShouldBeTrue();
        Process.GetProcessById(service).Kill();
    }

    [Test]
    public async Task A_child_that_does_not_listen_is_killed()
    {
        using var directory = new TemporaryDirectory();
        using var tool = Start(directory, "trap '' TERM\n" + Script);
        tool.Kill(entireProcessTree: false);

        await EndedAsync(Read(directory["id.parent"]));
        Process.GetProcessById(Read(directory["id.service"])).Kill();
    }

    [Test]
    public async Task What_a_killed_run_left_can_be_ended_by_a_later_one()
    {
        using var directory = new TemporaryDirectory();
        using var tool = Start(directory);
        var run = (await tool.StandardOutput.ReadLineAsync())!;
        // As where the leash was killed with it.
        foreach (var guard in Guards(run))
        {
            Process.GetProcessById(guard).Kill();
        }

        tool.Kill(entireProcessTree: false);
        await tool.WaitForExitAsync();
        IsAlive(Read(directory["id.child"])).ShouldBeTrue();

        var ended = new List<string>();
        await new CommandRunner(new Redactor()).RunAsync(
            new ThisMachine(),
            Leash.EndCommand(run)!,
            ended.Add
        );

        IsAlive(Read(directory["id.child"])).ShouldBeFalse();
        IsAlive(Read(directory["id.parent"])).ShouldBeFalse();
        ended.ShouldContain($"sh (process {Read(directory["id.child"])})");
        Process.GetProcessById(Read(directory["id.service"])).Kill();
    }

    [Test]
    public async Task A_tool_that_ends_in_order_lets_go()
    {
        using var directory = new TemporaryDirectory();
        using var tool = Helper.Start(
            "leash",
            "sh",
            "-c",
            "nohup sleep 60 >/dev/null 2>&1 & echo $! >\"$0\"",
            directory["id"]
        );
        var run = (await tool.StandardOutput.ReadLineAsync())!;
        await tool.WaitForExitAsync();

        await WaitAsync(() => Guards(run).Count == 0);
        var left = Read(directory["id"]);
        IsAlive(left).ShouldBeTrue();
        Process.GetProcessById(left).Kill();
    }

    private static Process Start(TemporaryDirectory directory, string script = Script)
    {
        var tool = Helper.Start("leash", "sh", "-c", script, "sh", directory["id"]);
        foreach (var name in (string[])["id.parent", "id.child", "id.service"])
        {
            SpinWait.SpinUntil(() => File.Exists(directory[name]), TimeSpan.FromSeconds(60)).ShouldBeTrue();
        }

        return tool;
    }

    private static IReadOnlyList<int> Guards(string run) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(path => Path.GetFileName(path))
                .Where(name => char.IsAsciiDigit(name[0]))
                .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
                .Where(id =>
                    CommandLine(id).Contains($"guard\0{run.Split(':')[0]}", StringComparison.Ordinal)
                ),
        ];

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int Read(string path) => int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);

    private static Task EndedAsync(int id) => WaitAsync(() => !IsAlive(id));

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2400 && !condition(); i++)
        {
            await Task.Delay(50);
        }

        condition().ShouldBeTrue();
    }

    private static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
