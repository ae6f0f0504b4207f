using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Tests.Architecture;

/// <summary>Dependencies run one way; this reads them off the sources.</summary>
public sealed partial class DependencyTests
{
    private const string Library = "Cake.Frosting.Release";

    /// <summary>Each room and what it may know, besides Errors.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Errors"] = [],
        ["Files"] = [],
        ["Assets"] = [],
        ["Commands"] = [],
        ["Locking"] = [],
        ["Steps"] = ["Commands"],
        ["Journal"] = ["Steps", "Files"],
        ["Running"] = ["Commands", "Steps", "Journal"],
        ["Configuration"] = ["Commands", "Steps"],
        ["State"] = ["Commands", "Configuration", "Files", "Journal", "Locking"],
        ["Checks"] = ["Commands", "Steps", "Configuration"],
        ["Platforms"] = ["Commands", "Steps", "Configuration", "Checks", "Files", "EnvFiles"],
        ["Postgres"] = ["Commands", "Steps"],
        ["Git"] = ["Commands", "Steps", "Files"],
        ["Changelogs"] = ["Steps", "Git", "Files"],
        ["VersionFiles"] = ["Steps", "Git", "Files"],
        ["EnvFiles"] = ["Commands", "Steps", "Files"],
        // Assets has the globs, and Git asks what GitHub knows about pull requests.
        ["GitHub"] = ["Commands", "Steps", "Assets", "Git"],
        ["Registries"] = ["Commands", "Steps"],
        ["Versions"] = ["Git", "Changelogs"],
        ["Reports"] = ["Commands", "Steps", "Journal", "Files"],
        ["Composing"] =
        [
            "Commands",
            "Steps",
            "Configuration",
            "Assets",
            "Changelogs",
            "Checks",
            "EnvFiles",
            "Files",
            "Git",
            "GitHub",
            "Locking",
            "Platforms",
            "Postgres",
            "Registries",
            "VersionFiles",
            "Versions",
            // Its status lists the databases that are kept aside, in the words of the status page.
            "Reports",
        ],
    };

    private static readonly string Sources = FindSources();

    public static IEnumerable<string> Rooms =>
        Directory.GetDirectories(Sources).Select(room => Path.GetFileName(room)!);

    [TestCaseSource(nameof(Rooms))]
    public void A_room_knows_only_what_it_may(string room)
    {
        if (room == "Chain")
        {
            return;
        }

        Allowed.ShouldContainKey(room, $"{room} is new: say in {nameof(DependencyTests)} what it may know.");
        foreach (var (file, used) in Uses(room))
        {
            (used == room || used == "Errors" || Allowed[room].Contains(used)).ShouldBeTrue(
                $"{file} uses {used}. {room} may use Errors"
                    + string.Concat(Allowed[room].Select(each => $", {each}"))
                    + " and nothing else of the library."
            );
        }
    }

    [Test]
    public void Nobody_knows_the_chain() => Allowed.Values.ShouldAllBe(rooms => !rooms.Contains("Chain"));

    [Test]
    public void The_rules_have_no_cycle()
    {
        foreach (var room in Allowed.Keys)
        {
            Reached(room).ShouldNotContain(room, $"{room} knows itself through others.");
        }
    }

    [Test]
    public void Every_room_of_the_rules_is_there() =>
        Allowed.Keys.Append("Chain").Order().ShouldBe(Rooms.Order());

    [Test]
    public void A_file_says_the_namespace_of_its_room()
    {
        foreach (var room in Rooms)
        {
            foreach (var file in FilesOf(room))
            {
                var space = Namespace().Match(File.ReadAllText(file)).Groups[1].Value;
                $"{space}.".ShouldStartWith(
                    $"{Library}.{room}.",
                    Case.Sensitive,
                    Path.GetRelativePath(Sources, file)
                );
            }
        }
    }

    private static HashSet<string> Reached(string room)
    {
        var reached = new HashSet<string>();
        var waiting = new Queue<string>(Allowed[room]);
        while (waiting.TryDequeue(out var next))
        {
            if (reached.Add(next))
            {
                Array.ForEach(Allowed[next], waiting.Enqueue);
            }
        }

        return reached;
    }

    /// <summary>Usings, and names that are written out: <c>Steps.ReleaseIdentity</c>, <c>Errors.…</c>.</summary>
    private static IEnumerable<(string File, string Used)> Uses(string room)
    {
        var rooms = Rooms.ToList();
        var qualified = new Regex($@"(?<![\w.""])({string.Join('|', rooms)})\.[A-Z]\w+");
        foreach (var file in FilesOf(room))
        {
            var name = Path.GetRelativePath(Sources, file);
            foreach (var line in File.ReadLines(file))
            {
                if (Using().Match(line) is { Success: true } match)
                {
                    yield return (name, match.Groups[1].Value);
                }
                else if (line.TrimStart().StartsWith("///", StringComparison.Ordinal))
                {
                    foreach (Match reference in Cref().Matches(line))
                    {
                        if (qualified.Match(reference.Groups[1].Value) is { Success: true } named)
                        {
                            yield return (name, named.Groups[1].Value);
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<string> FilesOf(string room) =>
        Directory.EnumerateFiles(Path.Combine(Sources, room), "*.cs", SearchOption.AllDirectories);

    private static string FindSources([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", Library));

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?Cake\.Frosting\.Release\.(\w+)")]
    private static partial Regex Using();

    [GeneratedRegex("cref=\"([^\"]+)\"")]
    private static partial Regex Cref();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
