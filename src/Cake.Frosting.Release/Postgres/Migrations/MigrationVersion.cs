using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The version in a migration's file name; compared number by number, so that 10 comes after 9.</summary>
internal sealed partial record MigrationVersion(string Text, IReadOnlyList<BigInteger> Numbers)
    : IComparable<MigrationVersion>
{
    /// <summary>The version in a file's name; <c>null</c> where it does not begin with one.</summary>
    public static MigrationVersion? Of(string fileName)
    {
        var match = Prefix().Match(fileName);
        return match.Success ? Parse(match.Groups["version"].Value) : null;
    }

    /// <summary>A version by itself, as the history or a user names it.</summary>
    public static MigrationVersion Parse(string version) =>
        new(
            version,
            [
                .. version
                    .Split('.', '_')
                    .Select(number =>
                        BigInteger.TryParse(
                            number,
                            NumberStyles.None,
                            CultureInfo.InvariantCulture,
                            out var value
                        )
                            ? value
                            : BigInteger.MinusOne
                    ),
            ]
        );

    public int CompareTo(MigrationVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        for (var i = 0; i < Math.Max(Numbers.Count, other.Numbers.Count); i++)
        {
            var order = Numbers.ElementAtOrDefault(i).CompareTo(other.Numbers.ElementAtOrDefault(i));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    [GeneratedRegex(
        @"\A(?:[Vv](?<version>\d+(?:[._]\d+)*)__|[Vv]?(?<version>\d+(?:\.\d+)*)(?:[_-]|\.sql\z))"
    )]
    private static partial Regex Prefix();
}
