using System.Diagnostics;
using System.Text.Json;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.EnvFiles;

/// <summary>What Compose itself reads from env files. It needs no engine, only the program.</summary>
public sealed class ComposeReadingTests
{
    private const int Files = 60;
    private const string Fixed = """
        A1=# note
        A2= # note
        A3=x #note
        A4=x#note
        A5="C:\\"
        A6='a\nb$A1'
        A7="a\nb $A4 \$A4 \x41 \0101"
        B1=${A4:-b}
        B2: yaml
        export B3=1
        B4=["x", "y"]
        B5="q"# c
        B6=$$x
        B7=${NO:-${A4}}
        B8=a$b-
        B9=${NO-http://l:${P:-4350}/g}
        A4=last
        C1=${EMPTY:+no}${A4:+yes}
        """;

    [Test]
    public void Our_reading_is_that_of_docker_compose()
    {
        using var directory = new TemporaryDirectory();
        var random = new Random(36);
        var texts = Enumerable
            .Range(0, Files)
            .Select(_ =>
            {
                var choices = new byte[random.Next(2, 14)];
                random.NextBytes(choices);
                return new GeneratedEnvFile(choices).Text;
            })
            // What is no assignment it refuses.
            .Where(text => EnvFileTests.Parse(text).Unread.Count == 0)
            // It takes a key alone that the file ends with for a value without a key.
            .Select(text => text + "\n")
            .Append(Fixed)
            .ToList();
        foreach (var (index, text) in texts.Index())
        {
            directory.Write($"{index}.env", text);
        }

        var services = texts.Select(
            (_, index) => $"  s{index}: {{ image: busybox, env_file: {index}.env }}\n"
        );
        directory.Write("compose.yml", $"services:\n{string.Concat(services)}");

        using var read = JsonDocument.Parse(Config(directory.Path));

        foreach (var (index, text) in texts.Index())
        {
            var service = read.RootElement.GetProperty("services").GetProperty($"s{index}");
            var theirs = service.TryGetProperty("environment", out var environment)
                ? environment
                    .EnumerateObject()
                    .Where(value => value.Value.ValueKind == JsonValueKind.String)
                    // It escapes what it has read.
                    .ToDictionary(value => value.Name, value => value.Value.GetString()!.Replace("$$", "$"))
                : [];
            EnvFileTests.Parse(text).Values(_ => null).ShouldBe(theirs, ignoreOrder: true, text);
        }
    }

    private static string Config(string directory)
    {
        var start = new ProcessStartInfo("docker", ["compose", "config", "--format", "json"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output;
            }

            if (!error.Result.Contains("unknown command") && !error.Result.Contains("unknown shorthand"))
            {
                Assert.Fail(error.Result);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no docker at all.
        }

        const string how = "Compose v2 is not on this machine: install Docker's plugin docker-compose";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(how);
        }

        Assert.Ignore(how);
        return "";
    }
}
