using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Commands;

public sealed class CommandFailureTests
{
    [Test]
    public async Task An_exit_code_that_means_success_is_no_failure()
    {
        var command = Shell.Sh("exit 3") with { SuccessCodes = [0, 3] };

        (await command.RunAsync()).ExitCode.ShouldBe(3);
    }

    [Test]
    public async Task Zero_is_a_failure_where_it_does_not_mean_success()
    {
        var command = new Command("true") with { SuccessCodes = [1] };

        (await FailureOf(command)).CommandExitCode.ShouldBe(0);
    }

    [Test]
    public async Task The_error_names_place_command_exit_code_and_the_end_of_standard_error()
    {
        var failure = await FailureOf(Shell.Sh("echo out; echo one >&2; echo two >&2; exit 7"));

        failure.Message.ShouldBe(
            "On this machine: sh -c 'echo out; echo one >&2; echo two >&2; exit 7' sh ended with exit code 7."
                + "\n    one\n    two"
        );
        failure.CommandExitCode.ShouldBe(7);
        failure.StandardError.ShouldBe("one\ntwo");
    }

    [Test]
    public async Task Where_standard_error_is_silent_the_end_of_the_output_is_shown()
    {
        (await FailureOf(Shell.Sh("echo why; exit 1"))).Message.ShouldEndWith("exit code 1.\n    why");
    }

    [Test]
    public async Task Of_a_long_error_the_last_twelve_lines_are_shown()
    {
        var failure = await FailureOf(Shell.Sh("seq 1 1000 >&2; exit 1"));

        failure.StandardError.ShouldBe(string.Join('\n', Enumerable.Range(989, 12)));
    }

    [Test]
    public async Task An_error_of_one_endless_line_stays_readable()
    {
        var failure = await FailureOf(Shell.Sh("head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 1"));

        failure.Message.Length.ShouldBeLessThan(10_000);
    }

    [Test]
    public async Task A_program_that_is_missing_is_told_with_the_way_out()
    {
        var failure = await FailureOf(new Command("no-such-program", "--now"));

        failure.Problem.ShouldStartWith("On this machine: no-such-program --now could not be started: ");
        failure.WayOut.ShouldBe("Check that 'no-such-program' is installed and on PATH.");
        failure.CommandExitCode.ShouldBeNull();
    }

    [Test]
    public async Task A_working_directory_that_is_missing_is_told_as_such()
    {
        var failure = await FailureOf(new Command("true") { WorkingDirectory = "/no/such/directory" });

        failure.Problem.ShouldBe(
            "On this machine: true could not be started: there is no directory /no/such/directory."
        );
        failure.WayOut.ShouldNotContain("PATH");
    }

    [Test]
    public async Task A_file_that_is_no_program_is_told_as_such()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("data.txt", "text");

        (await FailureOf(new Command(path))).Problem.ShouldContain("could not be started: ");
    }

    [Test]
    public async Task A_program_ended_by_a_signal_has_failed()
    {
        (await FailureOf(Shell.Sh("kill -9 $$"))).CommandExitCode.ShouldBe(137);
    }

    [Test]
    public async Task A_secret_that_is_missing_is_refused_by_name()
    {
        var command = new Command("true").WithEnvironment("KEY", new Secret("API_KEY", null));

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => command.RunAsync());

        refusal.Problem.ShouldBe(
            "The secret API_KEY is needed and the environment variable API_KEY is not set."
        );
    }

    private static Task<CommandFailedException> FailureOf(Command command) =>
        Should.ThrowAsync<CommandFailedException>(() => command.RunAsync());
}
