using System.Diagnostics;
using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Commands;

/// <summary>Deadlines and cancellation: what was started is really over when the call returns.</summary>
public sealed class EndingTests
{
    [Test]
    public async Task A_command_past_its_deadline_is_asked_to_end_and_the_error_tells()
    {
        using var directory = new TemporaryDirectory();
        var command = Shell.Sh(
            "trap 'echo cleaned >\"$1\"; exit 0' TERM; echo on >&2; while :; do sleep 0.05; done",
            directory["mark"]
        ) with
        {
            Deadline = TimeSpan.FromSeconds(1),
        };

        var failure = await Should.ThrowAsync<CommandFailedException>(() => command.RunAsync());

        failure.Problem.ShouldContain("did not end within 1 s and was stopped.\n    on");
        failure.WayOut.ShouldBe("Find out what it waits for, or give its step a longer deadline.");
        failure.CommandExitCode.ShouldBeNull();
        File.ReadAllText(directory["mark"]).ShouldBe("cleaned\n");
    }

    [Test]
    public async Task A_program_that_does_not_listen_is_killed_with_its_children()
    {
        using var directory = new TemporaryDirectory();
        const string script = """
            trap '' TERM
            sh -c 'trap "" TERM; echo $$ >"$0.child"; while :; do sleep 0.1; done' "$1" &
            echo $$ >"$1.parent"
            while :; do sleep 0.1; done
            """;

        await CancelWhenUpAsync(
            Shell.Sh(script, directory["id"]),
            directory["id.child"],
            directory["id.parent"]
        );

        AssertGone(directory["id.parent"], directory["id.child"]);
    }

    [Test]
    public async Task The_children_of_a_program_that_ends_politely_do_not_outlive_it()
    {
        using var directory = new TemporaryDirectory();
        // sh ends on SIGTERM at once; a migration that it started must not go on behind our back.
        const string script = """
            sh -c 'echo $$ >"$0.child"; while :; do sleep 0.1; done' "$1" &
            echo $$ >"$1.parent"
            wait
            """;

        await CancelWhenUpAsync(
            Shell.Sh(script, directory["id"]),
            directory["id.child"],
            directory["id.parent"]
        );

        AssertGone(directory["id.parent"], directory["id.child"]);
    }

    [Test]
    public async Task A_child_that_does_not_listen_is_killed_though_its_parent_ended()
    {
        using var directory = new TemporaryDirectory();
        const string script = """
            sh -c 'trap "" TERM; echo $$ >"$0.child"; while :; do sleep 0.1; done' "$1" &
            echo $$ >"$1.parent"
            wait
            """;

        await CancelWhenUpAsync(
            Shell.Sh(script, directory["id"]),
            directory["id.child"],
            directory["id.parent"]
        );

        AssertGone(directory["id.parent"], directory["id.child"]);
    }

    [Test]
    public async Task A_command_that_was_cancelled_before_it_began_does_not_begin()
    {
        using var directory = new TemporaryDirectory();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new Command("touch", directory["mark"]).RunAsync(
                cancellationToken: new CancellationToken(canceled: true)
            )
        );

        File.Exists(directory["mark"]).ShouldBeFalse();
    }

    [Test]
    public async Task A_command_that_waits_for_its_input_to_be_read_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var command = new Command("sleep", "100") { StandardInput = new string('x', 10_000_000) };

        await Should.ThrowAsync<OperationCanceledException>(() =>
            command.RunAsync(cancellationToken: stop.Token)
        );
    }

    [Test]
    public async Task A_grandchild_that_holds_the_pipes_open_is_not_waited_for()
    {
        var clock = Stopwatch.StartNew();
        var lines = new List<string>();

        var result = await Shell
            .Sh("setsid sh -c 'sleep 3; echo late; sleep 10' & echo $!; echo started")
            .RunAsync(line =>
            {
                lock (lines)
                {
                    lines.Add(line);
                }
            });

        var grandchild = int.Parse(result.Lines[0], CultureInfo.InvariantCulture);
        result.Lines[1].ShouldBe("started");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9));
        await Task.Delay(TimeSpan.FromSeconds(2));
        lock (lines)
        {
            lines.ShouldNotContain("late", "nobody expects a line of a command that has ended");
        }

        using var process = Process.GetProcessById(grandchild);
        process.Kill(entireProcessTree: true);
    }

    private static async Task CancelWhenUpAsync(Command command, params string[] files)
    {
        using var stop = new CancellationTokenSource();
        var running = command.RunAsync(cancellationToken: stop.Token);
        await Eventually.ShouldHoldAsync(() => files.All(HasText), "the processes are up");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private static void AssertGone(params string[] files)
    {
        foreach (var file in files)
        {
            Shell
                .IsAlive(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture))
                .ShouldBeFalse($"{Path.GetExtension(file)} lives on");
        }
    }

    private static bool HasText(string file) => File.Exists(file) && File.ReadAllText(file).EndsWith('\n');
}
