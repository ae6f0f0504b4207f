using System.Text;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Checks;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Git;
using Cake.Frosting.Release.Tests.Postgres;
using Cake.Frosting.Release.Tests.Running;

namespace Cake.Frosting.Release.Tests.Composing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MaintenanceTests : IDisposable
{
    private const string Switched = """
        maintenance:
          on: { command: [sh, -c, "echo on >> told && touch closed"] }
          off: { command: [sh, -c, "echo off >> told && rm -f closed"] }
          check: { command: { command: [test, -e, closed] }, interval: 20ms }
        """;

    private readonly RecordingEvents events = new();
    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false });
    private Facts facts = new();

    public void Dispose()
    {
        client.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task It_is_switched_on_once_proven_and_off_again()
    {
        var steps = Compose(Switched);

        await On(steps);
        File.Exists(directory["closed"]).ShouldBeTrue();
        // Killed behind the switch: the next run sees that this release has done it.
        await On(steps);
        await Off(steps);

        Told.ShouldBe(["on", "off"]);
        events.Lines.ShouldAllBe(line => !line.StartsWith("warning"));
        steps[0].Instructions.Count.ShouldBe(2);
    }

    // A8: `maintenance stop` ended what others had begun, and starting twice made two.
    [Test]
    public async Task What_was_on_before_the_release_stays_on_also_after_a_kill_and_a_rollback()
    {
        directory.Write("closed", "");
        var steps = Compose(Switched);

        await On(steps);
        await On(steps);
        await steps[0].Undo!.Act(Context, default);
        await Off(steps);

        File.Exists(directory["told"]).ShouldBeFalse();
        events.Lines.ShouldContain("maintenance mode is on already, and stays on when the release is done.");
        events.Lines.ShouldContain(
            "warning: maintenance mode was on before this release and stays on: switch it off when users may come in."
        );
    }

    // A8: with the check for a record of its own, the release ends that one and leaves the others.
    [Test]
    public async Task Beside_somebody_elses_it_has_its_own_ends_only_that_and_says_that_users_are_still_kept_out()
    {
        Directory.CreateDirectory(directory["records"]);
        directory.Write("records/theirs", "");
        var steps = Compose(
            """
            maintenance:
              on: { command: [touch, records/ours] }
              off: { command: [rm, records/ours] }
              check: { command: { command: [test, -e, records/ours] }, interval: 20ms }
              proof: { command: { command: [sh, -c, "ls records | grep ."] }, interval: 20ms, deadline: 1s }
            """
        );

        await On(steps);
        Directory.GetFiles(directory["records"]).Length.ShouldBe(2);
        steps[0].Instructions.Count.ShouldBe(3);
        await Off(steps);

        Directory.GetFiles(directory["records"]).ShouldBe([directory["records/theirs"]]);
        events.Lines.ShouldContain(line =>
            line.StartsWith(
                "warning: maintenance mode was switched off and users are still kept out: somebody else keeps them out"
            )
        );
    }

    [Test]
    public async Task What_an_abandoned_release_left_on_the_next_one_switches_off()
    {
        await On(Compose(Switched));
        facts = new Facts();
        var next = Compose(Switched);

        await On(next);
        await Off(next);

        Told.ShouldBe(["on", "off"]);
        File.Exists(directory["closed"]).ShouldBeFalse();
    }

    [Test]
    public async Task What_this_release_has_not_switched_on_it_does_not_switch_off()
    {
        // Killed before the switch, and taken back; then somebody else closes the service.
        var steps = Compose(Switched);
        directory.Write("closed", "");

        await steps[0].Undo!.Act(Context, default);

        File.Exists(directory["closed"]).ShouldBeTrue();
        File.Exists(directory["told"]).ShouldBeFalse();
    }

    [Test]
    public async Task A_switch_that_has_no_effect_is_refused_and_one_that_sticks_is_told()
    {
        var dead = Compose(
            Switched.Replace("&& touch closed", "").Replace("interval: 20ms", "interval: 20ms, deadline: 1s")
        );
        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => On(dead));
        refusal.Problem.ShouldStartWith(
            "maintenance mode is on: not so within 1 s; test ended with exit code 1"
        );

        var sticky = Compose(
            Switched.Replace("&& rm -f closed", "").Replace("interval: 20ms", "interval: 20ms, deadline: 1s")
        );
        directory.Write("closed", "");
        facts = new Facts([KeyValuePair.Create("stop/maintenance.on", "by this release")]);
        await Off(sticky);
        events.Lines.ShouldContain(line =>
            line.StartsWith("warning: maintenance mode was switched off and is still on")
        );
    }

    [Test]
    public async Task Several_go_on_in_order_and_off_the_other_way_round()
    {
        var steps = Compose(
            """
            maintenance:
              - name: troposphere
                on: { command: [sh, -c, "echo t+ >> told"] }
                off: { command: [sh, -c, "echo t- >> told"] }
              - on: { command: [sh, -c, "echo a+ >> told"] }
                off: { command: [sh, -c, "echo a- >> told"] }
            """
        );

        steps
            .Select(step => step.Id)
            .ShouldBe([
                "stop/maintenance:troposphere",
                "stop/maintenance:2",
                "verify/maintenance:2",
                "verify/maintenance:troposphere",
            ]);
        await On(steps);
        await Off(steps);
        Told.ShouldBe(["t+", "a+", "a-", "t-"]);
    }

    // A7: the page vanished together with the containers.
    [Test]
    public async Task A_page_is_there_meanwhile_and_one_that_was_there_before_stays()
    {
        directory.Write("mine.html", "<p>Back at six.</p>");
        var steps = Compose("maintenance: { page: { file: www/down.html, from: mine.html } }");
        var check = All("maintenance: { page: { file: www/down.html, from: mine.html } }")
            .Single(step => step.Id.StartsWith("preflight/page:"));

        (
            await Should.ThrowAsync<ReleaseRefusedException>(() => check.Act(Context, default))
        ).Problem.ShouldStartWith("There is no directory ");
        Directory.CreateDirectory(directory["www"]);
        await check.Act(Context, default);
        await On(steps);
        await On(steps);
        File.ReadAllText(directory["www/down.html"]).ShouldBe("<p>Back at six.</p>");
        await Off(steps);
        File.Exists(directory["www/down.html"]).ShouldBeFalse();

        facts = new Facts();
        directory.Write("www/down.html", "by hand");
        await On(steps);
        await Off(steps);
        File.ReadAllText(directory["www/down.html"]).ShouldBe("by hand");
    }

    // O2: after the volumes are gone the kill switch comes from the environment, and the site was live while it resynced.
    [Test]
    public async Task Keys_of_an_env_file_have_other_values_meanwhile_also_where_the_merge_comes_between()
    {
        const string before = "SECRET=hunter2\nKILL_SWITCH_ON='false' # for the first start\n";
        directory.Write(".env", before);
        directory.Write(".env.example", "SECRET=\nKILL_SWITCH_ON=false\nNEW=1\n");
        var yaml = """
            maintenance: { env: { file: .env, set: { KILL_SWITCH_ON: "true" } } }
            envFiles: [{ file: .env, template: .env.example }]
            """;
        var steps = Compose(yaml);
        var merge = All(yaml).Single(step => step.Id == "pull/env:.env");

        await On(steps);
        Env.ShouldBe(before.Replace("'false'", "'true'"));
        await merge.Act(Context, default);
        await Off(steps);
        Env.ShouldBe(before + "NEW=1\n");

        // The way back from a release that was live.
        await merge.Undo!.Act(Context, default);
        await steps[0].Undo!.Act(Context, default);
        Env.ShouldBe(before);
        facts.All.Values.ShouldAllBe(fact => !fact.Contains("hunter2"));
    }

    [Test]
    public async Task An_env_key_that_was_so_before_stays_so()
    {
        directory.Write(".env", "KILL_SWITCH_ON=true\n");
        var steps = Compose("maintenance: { env: { file: .env, set: { KILL_SWITCH_ON: \"true\" } } }");

        await On(steps);
        await Off(steps);

        Env.ShouldBe("KILL_SWITCH_ON=true\n");
    }

    [TestCase("cookie: session_id", "Cookie: session_id=s3ss10n")]
    [TestCase("bearer: session.id", "Authorization: Bearer t0k3n")]
    public async Task A_mutation_is_sent_in_the_session_of_an_operator(string how, string header)
    {
        var requests = new List<string>();
        using var orion = Orion(requests, "{\"data\":{\"setKillSwitch\":{\"isKilled\":true}}}");
        var steps = Compose(Mutation(orion, how));

        await On(steps);

        requests[0].ShouldStartWith("POST /api/v1/anonymous-auth ");
        requests[0].ShouldEndWith("{\"userId\":\"hunter2\"}");
        requests[1].ShouldStartWith("POST /graphql ");
        requests[1].ShouldContain(header);
        requests[1].ShouldEndWith("{\"query\":\"mutation { setKillSwitch(isKilled: true) { isKilled } }\"}");
        var agents = requests.Select(request =>
            request.Split("\r\n").Single(line => line.StartsWith("User-Agent: "))
        );
        agents.Distinct().ShouldHaveSingleItem();
        var said = string.Concat(events.Lines) + string.Concat(events.Instructions);
        said.ShouldNotContain("hunter2");
        said.ShouldNotContain("s3ss10n");
        said.ShouldNotContain("t0k3n");
        steps[0]
            .Instructions[0]
            .Text.ShouldBe(
                $"POST {new Uri(orion.Url, "/api/v1/anonymous-auth")} for a session; POST {new Uri(orion.Url, "/graphql")} mutation {{ setKillSwitch(isKilled: true) {{ isKilled }} }}"
            );
    }

    [Test]
    public async Task An_answer_of_graphql_with_errors_is_a_failure()
    {
        using var orion = Orion([], "{\"errors\":[{\"message\":\"Unauthorized\"}],\"data\":null}");
        var steps = Compose(Mutation(orion, "cookie: session_id"));

        (await Should.ThrowAsync<ReleaseRefusedException>(() => On(steps))).Problem.ShouldBe(
            $"POST {new Uri(orion.Url, "/graphql")} answered with an error: Unauthorized"
        );
    }

    [Test]
    public async Task A_session_that_is_not_given_is_told()
    {
        using var orion = Orion([], "{}");
        var url = new Uri(orion.Url, "/api/v1/anonymous-auth");

        (
            await Should.ThrowAsync<ReleaseRefusedException>(() =>
                On(Compose(Mutation(orion, "cookie: other")))
            )
        ).Problem.ShouldBe($"POST {url} sets no cookie other.");
        (
            await Should.ThrowAsync<ReleaseRefusedException>(() =>
                On(Compose(Mutation(orion, "bearer: sessionId")))
            )
        ).Problem.ShouldBe($"POST {url} answers without sessionId.");
    }

    [Test]
    public async Task An_announcement_that_nobody_takes_is_told_in_words()
    {
        var server = Server.Answering("200 OK", "");
        var url = server.Url;
        server.Dispose();
        var step = All($"announce: [{{ name: chat, url: \"{url}\" }}]")
            .Single(one => one.Id == "announce/tell:chat");

        (
            await Should.ThrowAsync<ReleaseRefusedException>(() => step.Act(Context, default))
        ).Problem.ShouldStartWith($"POST {url} is not answered: ");
    }

    [Test]
    public async Task A_hook_may_wait_for_something_with_an_end()
    {
        var step = All(
                "before: { Stop: [{ name: the queue is empty, until: { file: { path: queue, state: gone }, deadline: 30s, interval: 20ms } }] }"
            )
            .Single(one => one.Id == "stop/before:the queue is empty");
        directory.Write("queue", "1");

        var wait = step.Act(Context, default);
        await Eventually.ShouldHoldAsync(
            () => events.Lines.Any(line => line.Contains("is still there")),
            "it waits"
        );
        File.Delete(directory["queue"]);
        await wait;

        step.Title.ShouldBe("Wait: the queue is empty");
    }

    [Test]
    public async Task A_line_that_was_in_the_log_before_the_release_does_not_count()
    {
        directory.Write("api.log", "ready\n");
        var steps = All(
            "verify: [{ name: it is ready, log: { path: api.log, contains: ready }, deadline: 1s, interval: 20ms }]"
        );
        await steps.Single(step => step.Id.StartsWith("preflight/log:")).Act(Context, default);
        var check = steps.Single(step => step.Id == "verify/it is ready");

        await Should.ThrowAsync<ReleaseRefusedException>(() => check.Act(Context, default));
        File.AppendAllText(directory["api.log"], "ready\n");
        await check.Act(Context, default);
    }

    private string Env => File.ReadAllText(directory[".env"]);

    private string[] Told => File.ReadAllLines(directory["told"]);

    private StepContext Context =>
        new(Bench.Release, facts, new CommandRunner(new Redactor()), events, TimeProvider.System);

    private static string Mutation(Server orion, string how)
    {
        var auth = new Uri(orion.Url, "/api/v1/anonymous-auth");
        var graph = new Uri(orion.Url, "/graphql");
        return $$"""
            maintenance:
              on:
                url: {{graph}}
                graphql: "mutation { setKillSwitch(isKilled: true) { isKilled } }"
                session: &operator { url: "{{auth}}", fields: { userId: secret:OPERATOR_SECRET }, {{how}} }
              off:
                url: {{graph}}
                graphql: "mutation { setKillSwitch(isKilled: false) { isKilled } }"
                session: *operator
            """;
    }

    /// <summary>A stand-in for Orion's authentication and GraphQL; it answers as the real one does.</summary>
    private static Server Orion(List<string> requests, string answer) =>
        new(
            async (stream, request, stop) =>
            {
                requests.Add(request);
                var isLogin = request.StartsWith("POST /api/v1/anonymous-auth");
                var body = isLogin ? "{\"success\":true,\"session\":{\"id\":\"t0k3n\"}}" : answer;
                var cookie = isLogin
                    ? "Set-Cookie: session_id=s3ss10n; Path=/; HttpOnly; Secure; SameSite=None\r\n"
                    : "";
                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {body.Length}\r\n{cookie}\r\n{body}"
                    ),
                    stop
                );
            }
        );

    private async Task On(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps.Where(step => step.Stage == Stage.Stop))
        {
            await step.Act(Context, default);
        }
    }

    private async Task Off(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps.Where(step => step.Stage == Stage.Verify))
        {
            await step.Act(Context, default);
        }
    }

    private IReadOnlyList<Step> Compose(string yaml) =>
        [
            .. All(yaml)
                .Where(step =>
                    step.Id.StartsWith("stop/maintenance") || step.Id.StartsWith("verify/maintenance")
                ),
        ];

    private IReadOnlyList<Step> All(string yaml)
    {
        using var sandbox = GitSandbox.Create();
        var configuration = ConfigurationLoader.Parse(
            $"project: shop\n{yaml}\n",
            "release.yml",
            directory.Path,
            new LoadOptions { Environment = name => name == "OPERATOR_SECRET" ? "hunter2" : null }
        );
        var rooms = new Rooms(
            configuration,
            new ProcessPlatform(configuration, client),
            sandbox.Repository,
            new Dictionary<string, DatabaseRoom>(),
            new ThisMachine(),
            client,
            sandbox.Runner,
            TimeProvider.System
        );
        return PlanComposer.Compose(rooms, Bench.Release, []).Steps;
    }
}
