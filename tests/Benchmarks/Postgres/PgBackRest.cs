namespace Benchmarks.Postgres;

/// <summary>pgBackRest, which copies the files of the cluster: another kind of backup, and the quickest there is.</summary>
internal static class PgBackRest
{
    /// <summary>Sets a repository up; <c>null</c> where it is not installed (on Debian: apt-get install pgbackrest).</summary>
    public static string? Install(string directory, int port)
    {
        if (!Shell.Has("pgbackrest"))
        {
            return null;
        }

        foreach (var name in (string[])["repo", "log", "lock", "spool"])
        {
            Directory.CreateDirectory(Path.Join(directory, "backrest", name));
        }

        var root = Path.Join(directory, "backrest");
        var configuration = Path.Join(root, "pgbackrest.conf");
        File.WriteAllText(
            configuration,
            $"""
            [global]
            repo1-path={root}/repo
            log-path={root}/log
            lock-path={root}/lock
            spool-path={root}/spool
            log-level-console=warn
            log-level-file=off
            archive-check=n
            archive-async=n
            process-max=2
            compress-type=zst
            compress-level=3
            start-fast=y
            repo1-retention-full=1

            [shop]
            pg1-path={directory}/data
            pg1-port={port}
            pg1-socket-path={directory}/s
            pg1-user=postgres
            """
        );
        var command = $"pgbackrest --config={configuration} --stanza=shop";
        Shell.Run("bash", ["-ec", $"{command} stanza-create"], directory);
        return command;
    }
}
