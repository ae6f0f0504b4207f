using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Engine;

/// <summary>
/// An image of PostgreSQL made of this machine's own programs and the libraries that they need. It is told what the
/// official one is told: <c>POSTGRES_PASSWORD</c>, and <c>PGPORT</c>; its superuser is postgres.
/// </summary>
internal static partial class PostgresImage
{
    private const string Name = "engine-test/postgres:1";
    private const string Run = """
        #!/bin/sh
        if [ ! -e /data/PG_VERSION ]; then
            echo "$POSTGRES_PASSWORD" >/tmp/password
            /bin-of-postgres/initdb -D /data --username=postgres --pwfile=/tmp/password --no-locale --encoding=UTF8 \
                --auth-local=trust --auth-host=scram-sha-256 >/tmp/initdb.log || { cat /tmp/initdb.log; exit 1; }
            echo "host all all all scram-sha-256" >>/data/pg_hba.conf
        fi
        exec /bin-of-postgres/postgres -D /data -c listen_addresses='*' -c unix_socket_directories=/tmp -c fsync=off
        """;

    private static readonly Lock Gate = new();

    /// <summary>The programs of PostgreSQL that the image is made of; <c>null</c> where there are none.</summary>
    public static string? Programs =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending()
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "postgres")))
            : null;

    /// <summary>Builds it, once for an engine. Skips the test where this machine has no PostgreSQL.</summary>
    public static string Build(DockerEngine engine)
    {
        EngineParts.Need(
            Programs is null
                ? "PostgreSQL's server is not on this machine; on Debian: apt-get install postgresql"
                : null
        );
        lock (Gate)
        {
            if (engine.TryRun("docker", ["image", "inspect", Name]).Code != 0)
            {
                using var context = new BuildContext();
                Fill(Path.Combine(context.Path, "root"));
                context.Write("root/run.sh", Run);
                context.Write("root/etc/passwd", "postgres:x:999:999::/data:/bin/sh\n");
                context.Write(
                    "Dockerfile",
                    $"""
                    FROM {Images.Busybox(engine)}
                    COPY root/ /
                    RUN ["/bin/busybox", "sh", "-c", "/bin/busybox mkdir -p /data && /bin/busybox chown 999:999 /data && /bin/busybox chmod 700 /data && /bin/busybox chmod 1777 /tmp"]
                    ENV PATH={Programs}:/bin
                    USER 999:999
                    CMD ["sh", "/run.sh"]

                    """
                );
                context.Build(engine, Name);
            }
        }

        return Name;
    }

    private static void Fill(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        var version = Path.GetDirectoryName(Programs!)!;
        var share = $"/usr/share/postgresql/{Path.GetFileName(version)}";
        string[] sources = [.. Files(Programs!), .. Files(Path.Combine(version, "lib")), .. Files(share)];
        foreach (var file in sources)
        {
            Copy(file, root);
        }

        foreach (var library in Libraries([.. sources.Where(IsProgram)]))
        {
            Copy(library, root);
        }

        foreach (var zone in (string[])["Etc/UTC", "UTC", "GMT"])
        {
            Copy($"/usr/share/zoneinfo/{zone}", root);
        }

        // The script knows no version.
        Directory.CreateSymbolicLink(Path.Combine(root, "bin-of-postgres"), Programs!);
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory
            .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("/bitcode/")
                && !file.Contains("/man/")
                && !file.EndsWith(".mo")
                && !file.Contains("llvmjit")
            );

    private static bool IsProgram(string file) => file.EndsWith(".so") || file.Contains("/bin/");

    private static IEnumerable<string> Libraries(string[] programs)
    {
        var start = new ProcessStartInfo("ldd", programs)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var ldd = Process.Start(start)!;
        ldd.ErrorDataReceived += (_, _) => { };
        ldd.BeginErrorReadLine();
        var output = ldd.StandardOutput.ReadToEnd();
        ldd.WaitForExit();
        return Library().Matches(output).Select(match => match.Groups[1].Value).Distinct();
    }

    private static void Copy(string file, string root)
    {
        if (!File.Exists(file))
        {
            return;
        }

        var target = root + file;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var real = new FileInfo(file).ResolveLinkTarget(true)?.FullName ?? file;
        File.Copy(real, target, overwrite: true);
    }

    [GeneratedRegex(@"(?:=> |^\s*)(/[^\s]+) \(0x", RegexOptions.Multiline)]
    private static partial Regex Library();
}
