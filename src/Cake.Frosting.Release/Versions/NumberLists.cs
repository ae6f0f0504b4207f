namespace Cake.Frosting.Release.Versions;

/// <summary>Compares numbers from the most important to the least; what is missing counts as zero.</summary>
internal static class NumberLists
{
    public static int Compare(IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var compared = (i < left.Count ? left[i] : 0).CompareTo(i < right.Count ? right[i] : 0);
            if (compared != 0)
            {
                return compared;
            }
        }

        return 0;
    }
}
