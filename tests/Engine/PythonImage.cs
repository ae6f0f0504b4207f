using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Engine;

/// <summary>An image with Python, Django, its compressor, gunicorn and psycopg2, made of Debian's packages on this machine.</summary>
internal static partial class PythonImage
{
    private const string Name = "engine-test/django:1";

    /// <summary>What comes from where; the interpreter and its library besides.</summary>
    private static readonly string[] Packages =
    [
        "libpython3.11-minimal",
        "libpython3.11-stdlib",
        "python3.11-minimal",
        "python3-django",
        "python3-asgiref",
        "python3-sqlparse",
        "python3-tz",
        "python3-django-appconf",
        "python3-django-compressor",
        "python3-rcssmin",
        "python3-rjsmin",
        "python3-psycopg2",
        "python3-gunicorn",
        "gunicorn",
        "python3-pkg-resources",
        "python3-setuptools",
    ];

    private static readonly string[] Left =
    [
        ".mo",
        ".po",
        "/share/",
        "/idlelib/",
        "/lib2to3/",
        "python3.11/test/",
    ];

    private static readonly Lock Gate = new();

    /// <summary>Builds it, once for an engine. Skips the test where this machine lacks a package.</summary>
    public static string Build(DockerEngine engine)
    {
        EngineParts.Need(
            (
                (string[])
                    ["/usr/bin/python3.11", "/usr/bin/gunicorn", "/usr/lib/python3/dist-packages/compressor"]
            ).All(Path.Exists)
                ? null
                : "Django is not on this machine as Debian 12 has it: apt-get install python3-django python3-django-compressor python3-psycopg2 gunicorn"
        );
        lock (Gate)
        {
            if (engine.TryRun("docker", ["image", "inspect", Name]).Code != 0)
            {
                using var context = new BuildContext();
                Fill(Path.Combine(context.Path, "root"));
                context.Write(
                    "Dockerfile",
                    $"FROM {Images.Busybox(engine)}\nCOPY root/ /\nENV PYTHONDONTWRITEBYTECODE=1 PATH=/usr/bin:/bin\n"
                );
                context.Build(engine, Name);
            }
        }

        return Name;
    }

    private static void Fill(string root)
    {
        var files = Output("dpkg-query", ["--listfiles", .. Packages])
            .Where(file => File.Exists(file) && !Left.Any(file.Contains))
            .Distinct()
            .ToList();
        foreach (var file in files.SelectMany(file => (string[])[file, CompiledOf(file)]).Where(File.Exists))
        {
            Copy(file, root);
        }

        foreach (
            var library in Libraries([
                .. files.Where(file => file.EndsWith(".so") || file == "/usr/bin/python3.11"),
            ])
        )
        {
            Copy(library, root);
        }

        foreach (var zones in (string[])["tzdata.zi", "UTC", "zone1970.tab", "zone.tab", "iso3166.tab"])
        {
            Copy($"/usr/share/zoneinfo/{zones}", root);
        }

        File.CreateSymbolicLink(Path.Combine(root, "usr/bin/python"), "python3.11");
        File.CreateSymbolicLink(Path.Combine(root, "usr/bin/python3"), "python3.11");
    }

    /// <summary>What Python made of a source file when the package was installed; Django takes seconds to read without it.</summary>
    private static string CompiledOf(string file) =>
        Path.Combine(
            Path.GetDirectoryName(file)!,
            "__pycache__",
            $"{Path.GetFileNameWithoutExtension(file)}.cpython-311.pyc"
        );

    private static IEnumerable<string> Libraries(string[] programs) =>
        Output("ldd", programs)
            .Select(line => Library().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .Distinct();

    private static string[] Output(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Copy(string file, string root)
    {
        var target = root + file;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(new FileInfo(file).ResolveLinkTarget(true)?.FullName ?? file, target, overwrite: true);
    }

    [GeneratedRegex(@"(?:=> |^\s*)(/[^\s]+) \(0x")]
    private static partial Regex Library();
}
