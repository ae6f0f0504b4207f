using System.Text;
using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Commands;
using NSubstitute;

namespace Cake.Frosting.Release.Tests.Checks;

public sealed class ProbeTests
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };

    private static StepContext Context =>
        new(
            new ReleaseIdentity("20261121T104227Z-1.4.0", "shop", "1.4.0", null),
            new Facts(),
            new CommandRunner(new Redactor()),
            Substitute.For<IStepEvents>(),
            TimeProvider.System
        );

    [TestCase("200 OK", null, null)]
    [TestCase("204 No Content", null, null)]
    [TestCase("503 Busy", null, "answered 503, not 2xx")]
    [TestCase("302 Found", null, "answered 302, not 2xx")]
    [TestCase("200 OK", 204, "answered 200, not 204")]
    [TestCase("401 No", 401, null)]
    public async Task A_status_is_judged(string answered, int? wanted, string? problem)
    {
        using var server = Server.Answering(answered, "", "Location: /login\r\n");

        var seen = await new HttpProbe(Client, server.Url) { Status = wanted }.TryAsync(Context, default);

        seen.ShouldBe(problem is null ? null : $"{server.Url} {problem}");
    }

    [TestCase("{\"data\":{\"isKilled\": true}}", null)]
    [TestCase("{\"data\":{\"isKilled\": false}}", "does not match")]
    [TestCase("{\"errors\":[{\"message\":\"who are you?\"}]}", "answered with an error: who are you?")]
    [TestCase("<html>", "answered with an error: no GraphQL")]
    public async Task A_query_of_GraphQL_is_posted_and_its_errors_are_none_of_the_answers(
        string answer,
        string? problem
    )
    {
        var asked = "";
        using var server = new Server(
            async (stream, request, stop) =>
            {
                asked = request;
                var more = new byte[4096];
                while (!asked.EndsWith('}'))
                {
                    asked += Encoding.UTF8.GetString(more, 0, await stream.ReadAsync(more, stop));
                }

                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {answer.Length}\r\n\r\n{answer}"
                    ),
                    stop
                );
            }
        );

        var seen = await new HttpProbe(Client, server.Url)
        {
            GraphQl = "query { isKilled }",
            Matches = "\"isKilled\":\\s*true",
        }.TryAsync(Context, default);

        asked.ShouldStartWith("POST /health");
        if (problem is null)
        {
            seen.ShouldBeNull();
        }
        else
        {
            seen.ShouldNotBeNull().ShouldContain(problem);
        }
    }

    [Test]
    public async Task A_body_is_judged()
    {
        using var server = Server.Answering("200 OK", "{\"status\":\n\"starting\"}");
        HttpProbe Probe() => new(Client, server.Url);

        (
            await new HttpProbe(Client, server.Url) { Contains = "starting" }.TryAsync(Context, default)
        ).ShouldBeNull();
        (
            await new HttpProbe(Client, server.Url) { Matches = "s.art" }.TryAsync(Context, default)
        ).ShouldBeNull();
        (await Probe().TryAsync(Context, default)).ShouldBeNull();
        (await new HttpProbe(Client, server.Url) { Contains = "ready" }.TryAsync(Context, default)).ShouldBe(
            $"{server.Url} answered 200 without the text 'ready': {{\"status\": \"starting\"}}"
        );
        (await new HttpProbe(Client, server.Url) { Matches = "^ready$" }.TryAsync(Context, default)).ShouldBe(
            $"{server.Url} answered 200 with a body that does not match /^ready$/: {{\"status\": \"starting\"}}"
        );
    }

    [Test]
    public async Task Nobody_there_and_nobody_answering_are_told_apart()
    {
        using var silent = new Server((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        var gone = Server.Answering("200 OK", "");
        var url = gone.Url;
        gone.Dispose();

        (await new HttpProbe(Client, url).TryAsync(Context, default))!.ShouldStartWith(
            $"{url} does not answer: "
        );
        (await new HttpProbe(Client, silent.Url).TryAsync(Context, default)).ShouldBe(
            $"{silent.Url} did not answer within 2 s"
        );
    }

    [Test]
    public async Task A_body_without_end_is_looked_at_only_so_far()
    {
        using var server = new Server(
            async (stream, _, stop) =>
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\nready"), stop);
                while (true)
                {
                    await stream.WriteAsync(new byte[100_000], stop);
                }
            }
        );

        var probe = new HttpProbe(Client, server.Url) { Contains = "ready" };

        (await probe.TryAsync(Context, default)).ShouldBeNull();
    }

    [TestCase("utf8")]
    [TestCase("no-such")]
    public async Task A_character_set_that_nobody_knows_is_no_reason_to_fail(string name)
    {
        using var server = Server.Answering(
            "200 OK",
            "grün",
            $"Content-Type: text/plain; charset={name}\r\n"
        );

        (
            await new HttpProbe(Client, server.Url) { Contains = "grün" }.TryAsync(Context, default)
        ).ShouldBeNull();
    }

    [Test]
    public async Task A_pattern_that_takes_for_ever_is_told()
    {
        using var server = Server.Answering("200 OK", new string('a', 40) + "!");

        var seen = await new HttpProbe(Client, server.Url) { Matches = "^(a+)+$" }.TryAsync(Context, default);

        seen!.ShouldContain("/^(a+)+$/ took too long");
    }

    [Test]
    public async Task A_secret_header_is_sent_and_not_shown()
    {
        var sent = "";
        using var server = new Server(
            async (stream, request, stop) =>
            {
                sent = request;
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"),
                    stop
                );
            }
        );
        var probe = new HttpProbe(Client, server.Url)
        {
            Headers = new Dictionary<string, EnvironmentValue> { ["X-Key"] = new Secret("KEY", "hunter2!") },
        };

        var seen = await probe.TryAsync(Context, default);

        sent.ShouldContain("X-Key: hunter2!");
        seen.ShouldBe($"{server.Url} answered 403, not 2xx");
        probe.Instruction.Text.ShouldNotContain("hunter2!");
    }

    [Test]
    public async Task A_port_is_open_or_not()
    {
        var server = Server.Answering("200 OK", "");
        var port = server.Port;
        (await new TcpProbe(port).TryAsync(Context, default)).ShouldBeNull();
        server.Dispose();

        (await new TcpProbe(port).TryAsync(Context, default)).ShouldBe(
            $"nothing listens on 127.0.0.1:{port}"
        );
    }

    [Test]
    public async Task A_command_must_end_well_and_may_have_to_say_something()
    {
        CommandProbe Probe(string script, string? text = null) =>
            new(new ThisMachine(), Shell.Sh(script)) { Contains = text };

        (await Probe("echo ready", "ready").TryAsync(Context, default)).ShouldBeNull();
        (await Probe("echo starting", "ready").TryAsync(Context, default)).ShouldBe(
            "sh ended well, without the text 'ready' in its output"
        );
        (await Probe("echo no >&2; exit 3").TryAsync(Context, default)).ShouldBe(
            "sh ended with exit code 3: no"
        );
    }

    [Test]
    public async Task Waiting_tries_until_it_holds_and_tells_what_it_saw_last()
    {
        var tries = 0;
        using var server = new Server(
            async (stream, _, stop) =>
            {
                var status = Interlocked.Increment(ref tries) < 3 ? "503 Busy" : "200 OK";
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    ),
                    stop
                );
            }
        );
        await Waiting.UntilAsync(
            new HttpProbe(Client, server.Url),
            "web is healthy",
            TimeSpan.FromSeconds(30),
            TimeSpan.FromMilliseconds(10),
            Context,
            default
        );
        tries.ShouldBe(3);

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Waiting.UntilAsync(
                new HttpProbe(Client, server.Url) { Status = 204 },
                "web is healthy",
                TimeSpan.FromSeconds(1),
                TimeSpan.FromMilliseconds(10),
                Context,
                default
            )
        );
        refusal.Problem.ShouldBe($"web is healthy: not so within 1 s; {server.Url} answered 200, not 204.");
        refusal.WayOut.ShouldBe($"To see it for yourself: GET {server.Url}");
    }
}
