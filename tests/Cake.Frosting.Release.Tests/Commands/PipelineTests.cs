using System.Security.Cryptography;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Commands;

/// <summary>Every command of a pipeline counts, wherever in it it stands.</summary>
public sealed class PipelineTests
{
    private static readonly ThisMachine Here = new();

    [Test]
    public async Task What_flows_through_is_written_hashed_counted_and_for_its_owner_alone()
    {
        using var directory = new TemporaryDirectory();
        var file = directory["out"];
        long flowed = 0;

        var result = await RunAsync(
            Pipeline.Of(Here, new Command("seq", "300000")).Then(Here, new Command("sort", "-rn")) with
            {
                OutputFile = file,
            },
            bytes => flowed = bytes
        );

        var content = await File.ReadAllBytesAsync(file);
        content.Length.ShouldBe(1988895);
        result.Bytes.ShouldBe(content.Length);
        flowed.ShouldBe(content.Length);
        result.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Test]
    public async Task A_file_is_read_by_the_first_command()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["in"], "b\na\n");
        var lines = new List<string>();
        long read = 0;

        await new CommandRunner(new Redactor()).PipeAsync(
            Pipeline.Of(Here, new Command("sort")).Then(Here, new Command("cat", "-n")) with
            {
                InputFile = directory["in"],
            },
            lines.Add,
            bytes => read = bytes
        );

        lines.ShouldBe(["     1\ta", "     2\tb"]);
        read.ShouldBe(4);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task Whichever_command_fails_the_pipeline_fails_and_the_error_names_that_one(int failing)
    {
        var pipeline = Pipeline.Of(Here, Part(0));
        for (var i = 1; i < 3; i++)
        {
            pipeline = pipeline.Then(Here, Part(i));
        }

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync(pipeline));

        failure.CommandExitCode.ShouldBe(7);
        failure.Problem.ShouldContain($"part {failing} is not well");
        failure.Problem.ShouldContain("ended with exit code 7.");
        failure.Problem.ShouldNotContain("Broken pipe");

        Command Part(int part) =>
            part == failing
                ? Shell.Sh("head -c 10 >&2; echo; echo \"part $1 is not well\" >&2; exit 7", $"{part}")
            : part == 0 ? new Command("seq", "1000000")
            : new Command("cat");
    }

    [Test]
    public async Task A_reader_that_is_content_early_leaves_a_writer_that_was_not_heard_out()
    {
        var pipeline = Pipeline.Of(Here, new Command("yes")).Then(Here, new Command("head", "-n1"));

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync(pipeline));

        failure.Problem.ShouldContain("yes ended with exit code");
    }

    [Test]
    public async Task A_writer_that_says_nothing_is_ended_when_its_reader_fails()
    {
        using var directory = new TemporaryDirectory();
        var pipeline = Pipeline
            .Of(Here, Shell.Sh("echo $$ >\"$1\"; exec sleep 600", directory["id"]))
            .Then(Here, Shell.Sh("while ! [ -s \"$1\" ]; do sleep 0.05; done; exit 3", directory["id"]));

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync(pipeline));

        failure.CommandExitCode.ShouldBe(3);
        Shell
            .IsAlive(
                int.Parse(
                    File.ReadAllText(directory["id"]),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            )
            .ShouldBeFalse();
    }

    [Test]
    public async Task A_program_that_is_missing_is_named_and_nothing_else_has_begun()
    {
        using var directory = new TemporaryDirectory();
        var pipeline = Pipeline
            .Of(Here, Shell.Sh("touch \"$1\"", directory["begun"]))
            .Then(Here, new Command("no-such-program"));

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync(pipeline));

        failure.Message.ShouldContain("Check that 'no-such-program' is installed and on PATH.");
        File.Exists(directory["begun"]).ShouldBeFalse();
    }

    [Test]
    public async Task A_full_disk_is_told_and_the_writer_does_not_hang()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Ignore("There is no /dev/full here.");
        }

        using var directory = new TemporaryDirectory();
        // CreateNew follows no link, so the full device stands behind a program.
        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            RunAsync(
                Pipeline.Of(Here, new Command("yes")).Then(Here, new Command("dd", "of=/dev/full", "bs=64k"))
            )
        );

        failure.Problem.ShouldContain("No space left on device");
    }

    [Test]
    public async Task A_file_that_exists_is_not_written_over()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["out"], "precious");

        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            RunAsync(Pipeline.Of(Here, new Command("seq", "3")) with { OutputFile = directory["out"] })
        );

        failure.Problem.ShouldContain(directory["out"]);
        (await File.ReadAllTextAsync(directory["out"])).ShouldBe("precious");
    }

    [Test]
    public async Task Cancelled_it_ends_all_of_its_commands()
    {
        using var directory = new TemporaryDirectory();
        using var cancellation = new CancellationTokenSource();
        var pipeline = Pipeline
            .Of(Here, Shell.Sh("echo $$ >\"$1\"; exec yes", directory["id"]))
            .Then(Here, Shell.Sh("cat >/dev/null"));

        var running = new CommandRunner(new Redactor()).PipeAsync(
            pipeline,
            null,
            bytes =>
            {
                if (bytes > 1_000_000)
                {
                    cancellation.Cancel();
                }
            },
            cancellation.Token
        );

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        Shell
            .IsAlive(
                int.Parse(
                    File.ReadAllText(directory["id"]),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            )
            .ShouldBeFalse();
    }

    [Test]
    public void It_is_printed_as_bash_takes_it_and_without_secrets()
    {
        var pipeline = Pipeline
            .Of(
                Here,
                new Command("pg_dump", "--dbname=a b").WithEnvironment(
                    "PGPASSWORD",
                    new Secret("DB_PASSWORD", "hidden")
                )
            )
            .Then(Here, new Command("zstd", "-3")) with
        {
            OutputFile = "/var/backups/a b.zst",
        };

        pipeline
            .ToString()
            .ShouldBe(
                "set -o pipefail; PGPASSWORD=\"$DB_PASSWORD\" pg_dump '--dbname=a b' | zstd -3 > '/var/backups/a b.zst'"
            );
    }

    [Test]
    public async Task Secrets_are_replaced_in_what_it_says()
    {
        var secret = new Secret("TOKEN", "very-hidden");
        var pipeline = Pipeline
            .Of(Here, Shell.Sh("echo \"$T\" >&2; exit 1").WithEnvironment("T", secret))
            .Then(Here, new Command("cat"));

        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            new CommandRunner(new Redactor(secret)).PipeAsync(pipeline)
        );

        failure.Message.ShouldContain("***");
        failure.Message.ShouldNotContain("very-hidden");
        failure.StandardError.ShouldNotContain("very-hidden");
    }

    private static Task<PipelineResult> RunAsync(Pipeline pipeline, Action<long>? onBytes = null) =>
        new CommandRunner(new Redactor()).PipeAsync(pipeline, null, onBytes);
}
