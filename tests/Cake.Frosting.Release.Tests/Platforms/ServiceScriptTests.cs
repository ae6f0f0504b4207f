using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Commands;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Platforms;

/// <summary>service.sh by itself, with real processes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServiceScriptTests : IDisposable
{
    private const string Sleeper = "#!/bin/sh\nprintf '%s|' \"$@\" \"$PWD\" >\"$OUT\"\nexec sleep 1000\n";
    private readonly ScriptedService service = new();

    public void Dispose() => service.Dispose();

    [Test]
    public async Task A_service_starts_is_found_and_stops()
    {
        var program = service.Write("app", Sleeper);

        await service.StartAsync(program, "it's", "$(id)", "two words", "ü");
        var (supervisor, child) = await service.FindAsync();

        Shell.IsAlive(child).ShouldBeTrue();
        await Eventually.ShouldHoldAsync(() => service.Read("out").EndsWith('|'), "the program began");
        service.Read("out").ShouldBe($"it's|$(id)|two words|ü|{service.Directory}|");
        await service.StopAsync();
        Shell.IsAlive(child).ShouldBeFalse();
        Shell.IsAlive(supervisor).ShouldBeFalse();
        (await service.IsUpAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task A_second_start_and_a_second_stop_are_harmless()
    {
        var program = service.Write("app", Sleeper);
        await service.StartAsync(program);
        var first = await service.FindAsync();

        (await service.StartAsync(program)).ShouldBe($"already running as process {first.Child}");
        (await service.FindAsync()).ShouldBe(first);
        await service.StopAsync();
        await service.StopAsync();
    }

    [Test]
    public async Task Of_many_starts_at_once_one_process_comes()
    {
        var program = service.Write("app", "#!/bin/sh\necho $$ >>\"$OUT\"\nexec sleep 1000\n");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.StartAsync(program)));

        var (_, child) = await service.FindAsync();
        await Eventually.ShouldHoldAsync(() => service.Read("out").Length > 0, "the program began");
        service.Read("out").Trim().ShouldBe($"{child}");
    }

    [Test]
    public async Task A_service_that_ends_is_started_again()
    {
        await service.StartAsync(service.Write("app", Sleeper));
        var first = await service.FindAsync();

        await Sh.RunAsync($"kill -9 {first.Child}");

        await Eventually.ShouldHoldAsync(
            () =>
                service.FindAsync().GetAwaiter().GetResult() is var found
                && found.Child != first.Child
                && Shell.IsAlive(found.Child),
            "it came back"
        );
        (await service.FindAsync()).Supervisor.ShouldBe(first.Supervisor);
    }

    [Test]
    public async Task A_service_that_must_not_come_back_stays_away()
    {
        await service.StartAsync("never", service.Write("app", "#!/bin/sh\nsleep 1\n"));
        await Eventually.ShouldHoldAsync(() => !service.IsUpAsync().GetAwaiter().GetResult(), "it ended");

        service.Read("log").ShouldContain("ended with exit code 0");
    }

    [Test]
    public async Task A_service_that_does_not_listen_is_killed_with_its_children()
    {
        await service.StartAsync(
            service.Write(
                "app",
                "#!/bin/sh\ntrap '' TERM\nsh -c 'trap \"\" TERM; echo $$ >\"$OUT\"; while :; do sleep 0.1; done' &\nwhile :; do sleep 0.1; done\n"
            )
        );
        var (_, child) = await service.FindAsync();
        var grandchild = await service.ReadProcessAsync();

        await service.StopAsync(grace: 1);

        Shell.IsAlive(child).ShouldBeFalse();
        Shell.IsAlive(grandchild).ShouldBeFalse();
    }

    [Test]
    public async Task Workers_that_outlive_a_service_which_ended_politely_are_killed_too()
    {
        await service.StartAsync(
            service.Write(
                "app",
                "#!/bin/sh\nsh -c 'trap \"\" TERM; echo $$ >\"$OUT\"; while :; do sleep 0.1; done' &\nexec sleep 1000\n"
            )
        );
        var worker = await service.ReadProcessAsync();

        await service.StopAsync(grace: 1);

        Shell.IsAlive(worker).ShouldBeFalse("stopped is when nothing of it runs");
    }

    [Test]
    public async Task A_service_whose_supervisor_was_killed_is_found_and_stopped_all_the_same()
    {
        await service.StartAsync(service.Write("app", Sleeper));
        var (supervisor, child) = await service.FindAsync();
        await Sh.RunAsync($"kill -9 {supervisor}");
        await Eventually.ShouldHoldAsync(() => !Shell.IsAlive(supervisor), "the supervisor is gone");

        (await service.IsUpAsync()).ShouldBeTrue("it serves");
        await service.StopAsync();

        Shell.IsAlive(child).ShouldBeFalse();
        (await service.IsUpAsync()).ShouldBeFalse();
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("12")]
    [TestCase("garbage of some kind\nand more\n")]
    [TestCase("1 2 3 1.0.0\n")]
    [TestCase("-1 -1 -1 -1\n")]
    public async Task A_state_file_that_says_nothing_true_is_no_service(string text)
    {
        var program = service.Write("app", Sleeper);
        service.Write("run/state", text);

        (await service.IsUpAsync()).ShouldBeFalse();
        await service.StopAsync();
        await service.StartAsync(program);
        (await service.IsUpAsync()).ShouldBeTrue();
    }

    [Test]
    public async Task A_process_that_got_the_id_of_the_supervisor_later_is_not_taken_for_it()
    {
        var other = int.Parse(
            (await Sh.RunAsync("sleep 1000 >/dev/null 2>&1 & echo $!")).Trim(),
            CultureInfo.InvariantCulture
        );
        try
        {
            service.Write("run/state", $"{other} 1 {other} 1.0.0\n");

            (await service.IsUpAsync()).ShouldBeFalse();
            await service.StopAsync();

            Shell.IsAlive(other).ShouldBeTrue();
        }
        finally
        {
            await Sh.RunAsync($"kill -9 {other}");
        }
    }

    [Test]
    public async Task A_stop_does_not_call_stopped_what_holds_a_lost_state_file()
    {
        await service.StartAsync(service.Write("app", Sleeper));
        var (_, child) = await service.FindAsync();
        await Shell.Sh(": >\"$1\"", service.State).RunAsync();

        var failure = await Should.ThrowAsync<CommandFailedException>(() => service.StopAsync());

        failure.StandardError.ShouldContain("does not say who");
        Shell.IsAlive(child).ShouldBeTrue();
    }

    [Test]
    public async Task After_a_reboot_a_service_starts()
    {
        var program = service.Write("app", Sleeper);
        await service.StartAsync(program);
        var (supervisor, child) = await service.FindAsync();
        await Sh.RunAsync($"kill -9 {supervisor} {child}");
        await Eventually.ShouldHoldAsync(
            () => !Shell.IsAlive(supervisor) && !Shell.IsAlive(child),
            "all is gone"
        );

        (await service.IsUpAsync()).ShouldBeFalse();
        await service.StartAsync(program);

        (await service.FindAsync()).Child.ShouldNotBe(child);
    }

    [Test]
    public async Task A_signal_to_the_supervisor_at_any_instant_leaves_nothing_that_stop_does_not_find()
    {
        var program = service.Write("app", "#!/bin/sh\necho $$ >>\"$OUT\"\nexec sleep 1000\n");
        for (var i = 0; i < 10; i++)
        {
            var starting = service.TryStartAsync(program);
            await service.SignalSupervisorAsync(TimeSpan.FromMilliseconds(3 * i));
            await starting;
            await service.StopAsync();
            // A signal between fork and exec of the program is lost in any shell; stop sends another.
            service
                .Read("out")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldAllBe(id => !Shell.IsAlive(int.Parse(id, null)));
        }
    }

    [Test]
    public async Task A_program_that_is_not_there_or_a_directory_is_told()
    {
        (await service.TryStartAsync("never", service.Directory + "/missing"))!.ShouldContain(
            "it did not stay up; see "
        );
    }

    private static class Sh
    {
        public static async Task<string> RunAsync(string script) =>
            (await Shell.Sh(script).RunAsync()).StandardOutput;
    }
}
