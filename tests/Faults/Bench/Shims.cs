using System.Reflection;

namespace Faults.Bench;

/// <summary>
/// A directory of programs that stand in the place of those that the tool starts: they note each call, and make a
/// chosen one fail.
/// </summary>
/// <param name="directory">Where they lie.</param>
/// <param name="workspace">The path that differs from workspace to workspace.</param>
internal sealed class Shims(string directory, string workspace)
{
    private static readonly string[] Programs =
    [
        "git",
        "sh",
        "tar",
        "cp",
        "rm",
        "ls",
        "test",
        "touch",
        "docker",
    ];

    /// <summary>The directory that goes first on PATH, and that PostgreSQL's programs are taken from.</summary>
    public string Bin => Path.Combine(directory, "bin");

    /// <summary>Whether the chosen call has come.</summary>
    public bool HasStruck => File.Exists(Path.Combine(directory, "struck"));

    private string Target => Path.Combine(directory, "target");

    private string CallFile => Path.Combine(directory, "calls");

    /// <summary>Installs them.</summary>
    /// <param name="postgres">The directory of PostgreSQL's programs; <c>null</c> where none of them is started here.</param>
    public void Install(string? postgres)
    {
        Directory.CreateDirectory(Bin);
        Directory.CreateDirectory(Path.Combine(directory, "real"));
        File.WriteAllText(Path.Combine(directory, "workspace"), workspace + "\n");
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("shim.sh")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        foreach (var (program, real) in Real(postgres))
        {
            var shim = Path.Combine(Bin, program);
            File.WriteAllText(shim, text);
            File.SetUnixFileMode(shim, (UnixFileMode)0b111_101_101);
            File.WriteAllText(Path.Combine(directory, "real", program), real + "\n");
        }

        Forget();
    }

    /// <summary>Notes the calls from now on.</summary>
    public void Record()
    {
        Forget();
        File.WriteAllText(CallFile, "");
    }

    /// <summary>Forgets the calls so far, and the chosen one; none is noted any more.</summary>
    public void Forget()
    {
        File.Delete(Target);
        File.Delete(CallFile);
        File.Delete(Path.Combine(directory, "struck"));
    }

    /// <summary>Chooses a call of the next run, and what becomes of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mode">refuse, deny, kill or hang, as the shim has them.</param>
    /// <param name="delay">With kill: after how many seconds.</param>
    public void Choose(Call call, string mode, double delay = 0)
    {
        Record();
        File.WriteAllText(
            Target,
            FormattableString.Invariant($"{call.Line}\n{call.Number}\n{mode}\n{delay:0.000}\n")
        );
    }

    /// <summary>The calls since they were forgotten, in order.</summary>
    public IReadOnlyList<Call> Calls()
    {
        var count = new Dictionary<string, int>();
        var calls = new List<Call>();
        foreach (var line in File.ReadLines(CallFile))
        {
            count[line] = count.GetValueOrDefault(line) + 1;
            calls.Add(new Call(line, count[line]));
        }

        return calls;
    }

    private static IEnumerable<(string Program, string Real)> Real(string? postgres)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            ':',
            StringSplitOptions.RemoveEmptyEntries
        );
        foreach (var program in Programs)
        {
            if (path.Select(one => Path.Combine(one, program)).FirstOrDefault(File.Exists) is { } real)
            {
                yield return (program, real);
            }
        }

        foreach (var real in postgres is null ? [] : Directory.EnumerateFiles(postgres))
        {
            yield return (Path.GetFileName(real), real);
        }
    }
}
