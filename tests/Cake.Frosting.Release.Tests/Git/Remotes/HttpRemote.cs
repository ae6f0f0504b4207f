using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary><c>git http-backend</c> behind a small server on loopback, with or without a password.</summary>
internal sealed class HttpRemote : IServedRemote
{
    public const string Password = "s3cret-of-the-remote";

    private readonly string root;
    private readonly HttpListener listener = new();
    private readonly bool needsPassword;

    public HttpRemote(string repository, bool needsPassword = false, bool knowsPassword = true)
    {
        root = Path.GetDirectoryName(repository)!;
        this.needsPassword = needsPassword;
        var port = Loopback.FreePort();
        var prefix = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
        Address = $"{prefix}{Path.GetFileName(repository)}";
        listener.Prefixes.Add(prefix);
        listener.Start();
        _ = Task.Run(ServeAsync);
        if (needsPassword && knowsPassword)
        {
            // As a CI job has it: a helper that answers from the environment.
            var helper = Path.Combine(root, "helper.sh");
            File.WriteAllText(helper, $"#!/bin/sh\necho username=ci\necho password={Password}\n");
            Environment["GIT_CONFIG_COUNT"] = "1";
            Environment["GIT_CONFIG_KEY_0"] = "credential.helper";
            Environment["GIT_CONFIG_VALUE_0"] = $"!sh {helper}";
        }
    }

    public string Address { get; }

    public Dictionary<string, string> Environment { get; } = [];

    IReadOnlyDictionary<string, string> IServedRemote.Environment => Environment;

    /// <summary>The status of every answer from now on; <c>null</c> where git answers, 0 where nobody does.</summary>
    public int? Instead { get; set; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            if (Instead is { } status)
            {
                if (status > 0)
                {
                    context.Response.StatusCode = status;
                    context.Response.Close();
                }

                return;
            }

            var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"ci:{Password}"));
            if (needsPassword && context.Request.Headers["Authorization"] != $"Basic {expected}")
            {
                context.Response.StatusCode = 401;
                context.Response.Headers["WWW-Authenticate"] = "Basic realm=\"shop\"";
                context.Response.Close();
                return;
            }

            await RunAsync(context);
        }
        catch (Exception exception)
            when (exception is IOException or HttpListenerException or ObjectDisposedException)
        {
            // The client has gone: that is what some tests are about.
        }
    }

    private async Task RunAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var start = new ProcessStartInfo("git", ["http-backend"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["GIT_PROJECT_ROOT"] = root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(root, "gitconfig");
        start.Environment["REMOTE_USER"] = "ci";
        start.Environment["REMOTE_ADDR"] = "127.0.0.1";
        start.Environment["REQUEST_METHOD"] = request.HttpMethod;
        start.Environment["PATH_INFO"] = request.Url!.AbsolutePath;
        start.Environment["QUERY_STRING"] = request.Url.Query.TrimStart('?');
        start.Environment["CONTENT_TYPE"] = request.ContentType ?? "";
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers["Content-Encoding"] ?? "";
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"] ?? "";
        using var backend = Process.Start(start)!;
        await request.InputStream.CopyToAsync(backend.StandardInput.BaseStream);
        backend.StandardInput.Close();
        using var answer = new MemoryStream();
        await backend.StandardOutput.BaseStream.CopyToAsync(answer);
        await backend.WaitForExitAsync();
        var bytes = answer.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, end).Split("\r\n"))
        {
            var (name, value) = (line.Split(": ")[0], line[(line.IndexOf(':') + 1)..].Trim());
            if (name == "Status")
            {
                context.Response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                context.Response.Headers[name] = value;
            }
        }

        await context.Response.OutputStream.WriteAsync(bytes.AsMemory(end + 4));
        context.Response.Close();
    }
}
