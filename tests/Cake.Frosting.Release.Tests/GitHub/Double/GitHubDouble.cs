using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>A small GitHub on loopback: it remembers what it was told, and goes wrong on demand.</summary>
internal sealed class GitHubDouble : IDisposable
{
    public const string Token = "ghp_s3cret-of-the-tests";

    private readonly Lock gate = new();
    private readonly HttpListener listener;
    private readonly DoubleRoutes routes;
    private readonly List<string> requests = [];

    public GitHubDouble()
    {
        (listener, Root) = Listen();
        routes = new DoubleRoutes(State, Root);
        _ = Task.Run(ServeAsync);
    }

    public Uri Root { get; }

    public Uri Api => new(Root, "api/v3");

    public DoubleState State { get; } = new();

    public List<Fault> Faults { get; } = [];

    /// <summary>Told of each request, before it is looked at and once it has done its work.</summary>
    public Action<DoubleRequest, bool> On { get; set; } = (_, _) => { };

    /// <summary>Every request so far, e.g. <c>POST /repos/example/shop/releases</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public void Dispose() => listener.Close();

    private static (HttpListener Listener, Uri Root) Listen()
    {
        for (var tries = 0; ; tries++)
        {
            var root = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener { Prefixes = { root.AbsoluteUri } };
            try
            {
                listener.Start();
                return (listener, root);
            }
            catch (HttpListenerException) when (tries < 10)
            {
                // Somebody else was faster with the port.
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => ServeAsync(context));
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception exception)
            when (exception is IOException or HttpListenerException or ObjectDisposedException)
        {
            // The client has gone: that is what some tests are about.
        }
        catch (Exception exception)
        {
            await WriteAsync(context.Response, DoubleAnswer.Refused(400, $"The double: {exception}"));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = await DoubleRequest.ReadAsync(context.Request);
        On(request, false);
        Fault? fault;
        DoubleAnswer? answer = null;
        lock (gate)
        {
            requests.Add(request.ToString().Replace("/api/v3", "", StringComparison.Ordinal));
            fault = Faults.Find(each => each.Times > 0 && IsMeant(each, request));
            if (fault is not null)
            {
                fault.Times--;
            }

            if (context.Request.Headers["Authorization"] != $"Bearer {Token}")
            {
                answer = DoubleAnswer.Refused(401, "Bad credentials");
            }
            else if (fault is { Half: true })
            {
                routes.BreakOff(request);
            }
            else if (fault is null || fault.AfterEffect)
            {
                answer = routes.Answer(request);
            }
        }

        On(request, true);
        if (fault is { Status: 0 })
        {
            await CutAsync(context.Response);
            return;
        }

        await WriteAsync(
            context.Response,
            fault is null ? answer! : new DoubleAnswer(fault.Status, fault.Body) { Headers = fault.Headers }
        );
    }

    private static bool IsMeant(Fault fault, DoubleRequest request)
    {
        var parts = fault.Request.Split(' ');
        return request.Method == parts[0] && request.Path.EndsWith(parts[1], StringComparison.Ordinal);
    }

    /// <summary>An answer that ends in the middle; without a byte of it, this listener would send an empty one.</summary>
    private static async Task CutAsync(HttpListenerResponse response)
    {
        response.ContentLength64 = 100;
        await response.OutputStream.WriteAsync("{"u8.ToArray());
        await response.OutputStream.FlushAsync();
        response.Abort();
    }

    private static async Task WriteAsync(HttpListenerResponse response, DoubleAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status != 204)
        {
            response.ContentType = "application/json; charset=utf-8";
            var bytes = Encoding.UTF8.GetBytes(answer.Body);
            response.ContentLength64 = bytes.Length;
            await response.OutputStream.WriteAsync(bytes);
        }

        response.Close();
    }
}
