using System.Text;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Tests.Commands;

public sealed class OutputTests
{
    [Test]
    public async Task Lines_are_handed_on_as_they_come_also_the_last_one_without_an_end()
    {
        var lines = new List<string>();

        await Shell.Sh("printf 'one\\r\\ntwo\\n\\nlast'").RunAsync(lines.Add);

        lines.ShouldBe(["one", "two", "", "last"]);
    }

    [TestCase("tr '\\0' x | fold -w 99", TestName = "200 MB of lines stay in bounded memory")]
    [TestCase("tr '\\0' x", TestName = "200 MB without a line end stay in bounded memory")]
    public async Task Endless_output_stays_in_bounded_memory(string filter)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var longest = 0;
        var handedOn = 0L;

        var result = await Shell
            .Sh($"head -c 200000000 /dev/zero | {filter}; echo the end")
            .RunAsync(line =>
            {
                handedOn++;
                longest = Math.Max(longest, line.Length);
                if (handedOn % 10_000_000 == 0)
                {
                    (GC.GetTotalMemory(false) - before).ShouldBeLessThan(100_000_000);
                }
            });

        longest.ShouldBeLessThan(1_000_000);
        result.StandardOutput.Length.ShouldBeLessThanOrEqualTo(4 * 1024 * 1024);
        result.StandardOutput.ShouldEndWith("the end\n");
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50_000_000);
    }

    [Test]
    public async Task Bytes_that_are_no_text_do_no_harm()
    {
        var lines = new List<string>();

        var result = await Shell.Sh("printf 'a\\377\\300\\000b\\n'; printf '\\303'").RunAsync(lines.Add);

        lines.Count.ShouldBe(2);
        lines[0].ShouldStartWith("a");
        lines[0].ShouldEndWith("\0b");
        result.StandardOutput.ShouldContain('\ufffd');
    }

    [Test]
    public async Task A_receiver_that_throws_does_not_hang_the_command_and_its_error_is_not_lost()
    {
        var running = Shell
            .Sh("seq 1 200000")
            .RunAsync(_ => throw new InvalidDataException("not understood"));

        (
            await Should.ThrowAsync<InvalidDataException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)))
        ).Message.ShouldBe("not understood");
    }

    [Test]
    public async Task Output_is_UTF_8_whatever_the_locale_says()
    {
        using var helper = Locking.Helper.Start(
            [KeyValuePair.Create("LC_ALL", "de_DE.ISO-8859-1")],
            ["run", "printf", "%s", "ü 🚢"]
        );

        var hex = await helper.StandardOutput.ReadLineAsync();

        Encoding.UTF8.GetString(Convert.FromHexString(hex!)).ShouldBe("ü 🚢");
    }

    [Test]
    public async Task A_secret_in_the_output_is_replaced_in_lines_and_errors_and_kept_for_the_caller()
    {
        var lines = new List<string>();
        var redactor = new Redactor(new Secret("KEY", "hunter2!"));
        var command = Shell.Sh("echo key=$KEY; echo key=$KEY >&2; exit ${CODE}");
        command = command.WithEnvironment("KEY", new Secret("KEY", "hunter2!"));

        var failure = await Should.ThrowAsync<Release.Errors.CommandFailedException>(() =>
            command
                .WithEnvironment("CODE", "1")
                .RunAsync(
                    line =>
                    {
                        lock (lines)
                        {
                            lines.Add(line);
                        }
                    },
                    redactor: redactor
                )
        );
        var result = await command.WithEnvironment("CODE", "0").RunAsync(redactor: redactor);

        lines.ShouldBe(["key=***", "key=***"]);
        failure.ToString().ShouldNotContain("hunter2!");
        failure.StandardError.ShouldBe("key=***");
        result.StandardOutput.ShouldBe("key=hunter2!\n");
    }

    [Test]
    public async Task A_secret_at_the_place_where_a_long_output_is_cut_leaves_no_part_behind()
    {
        var secret = string.Concat(Enumerable.Range(0, 500).Select(i => (char)('a' + i % 26)));
        var redactor = new Redactor(new Secret("KEY", secret));
        var lines = new List<string>();
        // One line of nothing but the secret, over and over: wherever it is cut, the cut is in a secret.
        var command = Shell
            .Sh("i=0; while [ $i -lt 2000 ]; do printf '%s' \"$KEY\"; i=$((i+1)); done >&2; exit 1")
            .WithEnvironment("KEY", new Secret("KEY", secret));

        var failure = await Should.ThrowAsync<Release.Errors.CommandFailedException>(() =>
            command.RunAsync(
                line =>
                {
                    lock (lines)
                    {
                        lines.Add(line);
                    }
                },
                redactor: redactor
            )
        );

        failure.StandardError.ShouldNotContain("abcd");
        lines.ShouldAllBe(line => !line.Contains("abcd"));
    }
}
