using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Commands;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Postgres;
using Cake.Frosting.Release.Tests.Reports;
using Cake.Frosting.Release.Tests.Running;

namespace Cake.Frosting.Release.Tests.Checks;

/// <summary>Waits that end, and say how long they may take: "wait for the processor" was left to judgement (O11).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WaitTests
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly RecordingEvents events = new();
    private readonly Queue<string> answers = new();
    private string request = "";

    private StepContext Context =>
        new(Bench.Release, new Facts(), new CommandRunner(new Redactor()), events, TimeProvider.System);

    [Test]
    public async Task A_metric_comes_near_another_one_and_says_how_fast()
    {
        using var server = Serve();
        foreach (var block in (int[])[100, 500, 995])
        {
            answers.Enqueue(
                $"# TYPE sqd_processor_last_block gauge\nsqd_processor_last_block {block}\nsqd_processor_chain_height 1000\n"
            );
        }

        var check = new MetricCheck
        {
            Url = server.Url,
            Name = "sqd_processor_last_block",
            Near = "sqd_processor_chain_height",
            Within = 5,
        };
        await WaitAsync(new MetricProbe(Client, check), "the processor is synced");

        events.Lines.ShouldContain(line =>
            line.StartsWith(
                "the processor is synced: sqd_processor_last_block is 100, 900 from sqd_processor_chain_height, which is 1000 ("
            )
        );
        events.Lines.ShouldContain(line =>
            line.Contains("is 500, 500 from") && line.Contains(" a second, about ")
        );
    }

    [TestCase("up 1", "up", null)]
    [TestCase("up 0", "up", "up is 0, not yet 1")]
    [TestCase("up NaN", "up", "http: up is NaN")]
    [TestCase("upper 1", "up", "http: there is no up")]
    [TestCase(
        "up{a=\"1\"} 1\nup{a=\"2\"} 0\n",
        "up",
        "http: there are 2 of up: say by labels which is meant"
    )]
    [TestCase("up{a=\"1\",b=\"}\\\"\"} 1 1700000000\nup{a=\"2\"} 0\n", "up{a=\"1\"}", null)]
    [TestCase("up{a=\"1\"} 1.5e3\r\n", "up{ a = \"1\" }", null)]
    [TestCase("up +Inf", "up", null)]
    public async Task A_metric_is_found_as_prometheus_writes_it(string text, string name, string? problem)
    {
        using var server = Serve();
        answers.Enqueue(text);
        var check = new MetricCheck
        {
            Url = server.Url,
            Name = name,
            AtLeast = 1,
        };

        var seen = await new MetricProbe(Client, check).TryAsync(Context, default);

        seen.ShouldBe(problem?.Replace("http", server.Url.ToString(), StringComparison.Ordinal));
    }

    [Test]
    public async Task A_number_must_grow_from_the_first_look_of_each_wait()
    {
        var numbers = new Queue<double>([5, 5, 3, 3, 4]);
        var check = new AdvancingProbe(
            Instruction.Manual("look"),
            (_, _) => Task.FromResult<(double?, string)>((numbers.Dequeue(), "")),
            1
        );

        await WaitAsync(check, "the height grows");
        numbers.ShouldBeEmpty();
        numbers.Enqueue(9);
        numbers.Enqueue(9);
        numbers.Enqueue(11);
        await WaitAsync(check, "the height grows");

        numbers.ShouldBeEmpty();
        events.Lines.ShouldContain(line => line.StartsWith("the height grows: it is 9, and has not grown"));
    }

    [Test]
    public async Task Queues_drain_and_their_sum_tells_how_long_it_takes()
    {
        using var server = Serve();
        foreach (
            var messages in (string[])
                [
                    "{\"messages\":30}",
                    "{\"messages\":2}",
                    "{\"name\":\"a\"}",
                    "{\"messages\":10}",
                    "{\"messages\":0}",
                    "{\"messages\":1}",
                    "{\"messages\":1}",
                ]
        )
        {
            answers.Enqueue(messages);
        }

        var check = new DrainedCheck
        {
            Url = new Uri(server.Url, "/"),
            Queues = ["utilitarian.dlms_push_messages", "b/c"],
            Password = new Secret("RABBITMQ_PASSWORD", "hunter2"),
            User = "monitor",
            AtMost = 1,
        };
        await WaitAsync(new DrainedProbe(Client, check), "the queues are empty");

        answers.Count.ShouldBe(1);
        events.Lines.ShouldContain(line =>
            line.StartsWith(
                "the queues are empty: utilitarian.dlms_push_messages has 30 messages, b/c has 2 messages ("
            )
        );
        events.Lines.ShouldContain(line => line.Contains("does not say how many messages there are"));
        events.Lines.ShouldContain(line => line.Contains("about") && line.Contains("to go"));
        request.ShouldStartWith("GET /api/queues/%2F/b%2Fc ");
        request.ShouldContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("monitor:hunter2")));
        events.Lines.ShouldAllBe(line => !line.Contains("hunter2"));
    }

    [Test]
    public async Task A_line_of_a_log_counts_from_where_the_release_began()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("api.log", "started\n");
        var probe = new LogProbe("started", null) { Path = path, From = _ => new FileInfo(path).Length };
        var fixedStart = new FileInfo(path).Length;
        var since = new LogProbe("started", null) { Path = path, From = _ => fixedStart };

        (await probe.TryAsync(Context, default)).ShouldBe($"{path} has no line with 'started'");
        File.AppendAllText(path, "stopping\n");
        (await since.TryAsync(Context, default)).ShouldBe(
            $"{path} has no line with 'started'; its last is: stopping"
        );
        File.AppendAllText(path, "started again\n");
        (await since.TryAsync(Context, default)).ShouldBeNull();
        File.WriteAllText(path, "");
        (await since.TryAsync(Context, default)).ShouldBe($"{path} has no line with 'started'");
        File.WriteAllText(path, "started");
        (await since.TryAsync(Context, default)).ShouldBeNull();
        File.Delete(path);
        (await since.TryAsync(Context, default)).ShouldBe($"there is no {path}");
    }

    [Test]
    public async Task A_command_may_print_the_log()
    {
        LogProbe Probe(string script, string pattern) => new(null, pattern) { Command = Shell.Sh(script) };

        (
            await Probe("echo a; echo 'imported 12 rows' >&2", "^imported [0-9]+").TryAsync(Context, default)
        ).ShouldBeNull();
        (await Probe("echo a", "b").TryAsync(Context, default)).ShouldBe(
            "sh prints no line that matches /b/"
        );
        (await Probe("echo no >&2; exit 4", "b").TryAsync(Context, default)).ShouldBe(
            "sh ended with exit code 4: no"
        );
    }

    [Test]
    public async Task A_file_is_there_is_gone_has_bytes_or_another_name()
    {
        using var directory = new TemporaryDirectory();
        var (path, other) = (directory["export.json"], directory["export.json.imported"]);
        async Task<string?> Look(FileState state, string? name = null) =>
            await new FileProbe(
                new FileCheck
                {
                    Path = path,
                    State = state,
                    RenamedTo = name,
                }
            ).TryAsync(Context, default);

        (await Look(FileState.There)).ShouldBe($"there is no {path}");
        (await Look(FileState.Gone)).ShouldBeNull();
        (await Look(default, other)).ShouldBe($"there is neither {path} nor {other}");
        directory.Write("export.json", "");
        (await Look(FileState.There)).ShouldBeNull();
        (await Look(FileState.NotEmpty)).ShouldBe($"{path} is empty");
        (await Look(FileState.Gone)).ShouldBe($"{path} is still there");
        directory.Write("export.json", "{}");
        (await Look(FileState.NotEmpty)).ShouldBeNull();
        (await Look(default, other)).ShouldBe($"{path} is still there");
        File.Move(path, other);
        (await Look(default, other)).ShouldBeNull();
    }

    [Test]
    public void A_pace_is_told_in_the_units_that_people_wait_in()
    {
        var time = new FakeTime();
        var pace = new Pace();

        pace.Of(1000, time).ShouldBe("");
        time.Advance(10);
        pace.Of(900, time).ShouldBe(", 10 a second, about 90 s to go");
        time.Advance(90);
        pace.Of(900, time).ShouldBe(", 1 a second, about 15 min to go");
        time.Advance(900);
        pace.Of(990, time).ShouldBe(", 0.01 a second, about 27.5 h to go");
        pace.Of(1000, time).ShouldBe(", and comes no nearer");
    }

    [Test]
    public async Task A_wait_ends_at_its_deadline_with_what_was_seen_last()
    {
        using var server = Serve();
        answers.Enqueue("up 0");
        var check = new MetricCheck
        {
            Url = server.Url,
            Name = "up",
            AtLeast = 1,
        };

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Waiting.UntilAsync(
                new MetricProbe(Client, check),
                "it is up",
                TimeSpan.FromSeconds(1),
                TimeSpan.FromMilliseconds(10),
                Context,
                default
            )
        );

        refusal.Problem.ShouldStartWith(
            "it is up: not so within 1 s; up is 0, not yet 1, and comes no nearer"
        );
    }

    private Task WaitAsync(ICheck check, string name) =>
        Waiting.UntilAsync(
            check,
            name,
            TimeSpan.FromSeconds(60),
            TimeSpan.FromMilliseconds(20),
            Context,
            default
        );

    /// <summary>Answers with one text after another; the last again and again.</summary>
    private Server Serve() =>
        new(
            async (stream, text, stop) =>
            {
                request = text;
                var body = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
                        )
                    ),
                    stop
                );
            }
        );
}
