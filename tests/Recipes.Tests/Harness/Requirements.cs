namespace Recipes.Tests.Harness;

/// <summary>What a machine must have; without it a test is skipped, and fails in CI.</summary>
internal static class Requirements
{
    public static void NeedPostgres()
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];
        if (directories.Concat(debian).Any(directory => File.Exists(Path.Combine(directory, "initdb"))))
        {
            return;
        }

        const string how =
            "PostgreSQL's initdb is not on this machine; on Debian: apt-get install postgresql";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(how);
        }

        Assert.Ignore(how);
    }
}
