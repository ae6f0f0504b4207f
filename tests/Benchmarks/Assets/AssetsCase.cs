using System.Globalization;

namespace Benchmarks.Assets;

/// <summary>One corpus, of which each contender has a copy, and the tables measured on it.</summary>
internal sealed class AssetsCase
{
    private readonly string _directory;
    private readonly IReadOnlyList<string> _encodings;
    private readonly string _corpus;
    private readonly string _description;
    private readonly int _rounds;

    public AssetsCase(string directory, string encodings, NpmPackages npm, long bytesAtMost, int rounds)
    {
        _encodings = encodings.Split(',');
        _rounds = rounds;
        _directory = Path.Join(directory, encodings);
        _corpus = Path.Join(_directory, "corpus");
        _description = Corpus.Build(npm, _corpus, bytesAtMost);
    }

    public void Run(string title, IReadOnlyList<Contender> contenders)
    {
        var measured = Rounds.Run(
            contenders,
            _rounds,
            contender =>
            {
                var copy = CopyFor(contender);
                Corpus.Reset(copy);
                return copy;
            }
        );
        Print(title, measured);
    }

    /// <summary>After a first run, one more with a change, or with none.</summary>
    public void RunAgain(string title, IReadOnlyList<Contender> contenders, Func<string, string?> change)
    {
        foreach (var contender in contenders)
        {
            var copy = CopyFor(contender);
            Corpus.Reset(copy);
            Shell.Run(contender.Program, contender.Arguments, copy);
        }

        var measured = Rounds.Run(
            contenders,
            _rounds,
            contender =>
            {
                var copy = CopyFor(contender);
                change(Directory.EnumerateFiles(copy, "*.js", SearchOption.AllDirectories).Order().First());
                return copy;
            }
        );
        Print(title, measured);
    }

    private string CopyFor(Contender contender)
    {
        var copy = Path.Join(_directory, contender.Name.Replace('/', ' '));
        if (!Directory.Exists(copy))
        {
            foreach (var file in Directory.EnumerateFiles(_corpus, "*", SearchOption.AllDirectories))
            {
                var target = Path.Join(copy, Path.GetRelativePath(_corpus, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return copy;
    }

    private void Print(string title, IReadOnlyList<Measured> measured)
    {
        var table = new Table(["", "seconds", "time", .. _encodings.Select(e => "size of ." + e)]);
        foreach (var row in measured)
        {
            var sizes = _encodings.Select(e =>
                Number(
                    (double)Corpus.Served(CopyFor(row.Contender), "." + e)
                        / Corpus.Served(CopyFor(measured[0].Contender), "." + e),
                    4
                )
            );
            table.Add([row.Contender.Name, Number(row.Seconds, 2), Number(row.Ratio, 2), .. sizes]);
        }

        table.Print($"{title}: {_description}; medians of {_rounds} rounds, ratios to the first row");
    }

    private static string Number(double value, int digits) =>
        value.ToString("F" + digits, CultureInfo.InvariantCulture);
}
