using System.Globalization;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Writes the heading of a new release in the style of the file.</summary>
/// <param name="unreleased">The heading of Unreleased; <c>null</c> where there is none.</param>
/// <param name="latest">The heading of the latest release; <c>null</c> for the first.</param>
/// <param name="release">The new release.</param>
internal sealed class ReleaseHeading(HeadingText? unreleased, HeadingText? latest, ChangelogRelease release)
{
    /// <summary>The version as the file writes versions: with the v, or the name, that the latest one has.</summary>
    public string Label
    {
        get
        {
            if (unreleased is { IsVersion: true })
            {
                return unreleased.LabelText;
            }

            var text = latest?.LabelText ?? "";
            var digit = text.AsSpan().IndexOfAnyInRange('0', '9');
            var prefix = digit > 0 ? text[..digit] : "";
            var bare = ChangelogSection.Bare(release.Version);
            return latest is null ? release.Version
                : char.IsAsciiDigit(bare[0]) ? $"{prefix}{bare}"
                : release.Version;
        }
    }

    /// <summary>The date as the file writes dates; year, month and day in this order.</summary>
    public string Date
    {
        get
        {
            var shape = latest?.Date is { } date ? latest.Text[date] : "";
            var separator = shape.Length > 4 && shape[4] is '/' or '.' ? shape[4] : '-';
            return release.Date.ToString($"yyyy'{separator}'MM'{separator}'dd", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The text of the new heading.</summary>
    /// <param name="url">The address for an inline link, where the style asks for one.</param>
    public string Write(string? url)
    {
        var style = latest ?? unreleased;
        var isLinked =
            url is not null && (style?.Url is not null || (latest is null && unreleased?.Url is not null));
        var label =
            isLinked ? $"[{Label}]({url})"
            : style is null or { IsBracketed: true } ? $"[{Label}]"
            : Label;
        var lead = latest is null
            ? ""
            : latest.Text[..(latest.Label.Start.Value - (latest.IsBracketed ? 1 : 0))];
        var dated =
            latest is { Date: not null } ? latest
            : unreleased?.Date is null ? null
            : unreleased;
        if (dated is null)
        {
            return latest is null ? $"{lead}{label} - {Date}" : $"{lead}{label}";
        }

        var (start, length) = dated.Date!.Value.GetOffsetAndLength(dated.Text.Length);
        var between = dated.Text[dated.LabelEnd..start];
        var close =
            between.Contains('(', StringComparison.Ordinal) ? ")"
            : between.Contains('[', StringComparison.Ordinal) ? "]"
            : "";
        return $"{lead}{label}{between}{Date}{close}";
    }
}
