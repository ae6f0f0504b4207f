using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Programs that a test needs and a machine may lack: then it is skipped here, and fails in CI.</summary>
internal static class Programs
{
    public static void Require(string program, string package)
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin");
        if (paths.Any(path => File.Exists(Path.Combine(path, program))))
        {
            return;
        }

        var missing = $"{program} is not installed: apt-get install {package}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(missing);
        }

        Assert.Ignore(missing);
    }

    public static Task<CommandResult> RunAsync(string program, params string[] arguments) =>
        PostgresSetUp.Runner.RunAsync(new ThisMachine(), new Command(program, arguments));
}
