using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Reads the text of headings: releases and Unreleased in the spellings that are in use.</summary>
internal static partial class HeadingReader
{
    /// <summary>What the text says, or <c>null</c> where it is the heading of something else.</summary>
    public static HeadingText? Read(string text, ChangelogOptions options) =>
        text.Length > 400
            ? null
            : Unreleased(text, options.UnreleasedNames)
                ?? Release(text)
                ?? (options.IsVersion is { } isVersion ? OwnRelease(text, isVersion) : null);

    private static HeadingText? Unreleased(string text, IReadOnlyCollection<string> names)
    {
        var match = UnreleasedPattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var label = match.Groups["label"];
        var tail = Tail(text, match.Length);
        var isUnreleased =
            label.ValueSpan.StartsWith("unreleased", StringComparison.OrdinalIgnoreCase)
            && NamePattern().IsMatch(label.ValueSpan);
        var isBranch = BranchPattern().IsMatch(label.ValueSpan);
        var isName =
            isUnreleased
            || (
                isBranch
                    ? label.ValueSpan.Equals("head", StringComparison.OrdinalIgnoreCase) || tail.IsPending
                    : NamePattern().IsMatch(label.ValueSpan)
            )
            || names.Contains(label.Value, StringComparer.OrdinalIgnoreCase);
        if (!isName || (tail.HasMore && !isUnreleased))
        {
            return null;
        }

        return Make(text, match, tail) with
        {
            IsUnreleased = true,
            IsLoose = false,
        };
    }

    private static HeadingText? Release(string text)
    {
        var match = ReleasePattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var tail = Tail(text, match.Length);
        var label = match.Groups["label"].ValueSpan;
        if (
            !match.Groups["strong"].Success
            && char.IsAsciiDigit(label[0])
            && label.ContainsAnyExceptInRange('0', '9')
        )
        {
            // "3D printing", "2nd edition"
            return null;
        }

        var isBare = !match.Groups["strong"].Success && !match.Groups["open"].Success && tail.Date is null;
        return Make(text, match, tail) with
        {
            IsUnreleased = tail.IsPending && !tail.HasMore,
            IsVersion = true,
            IsLoose = isBare || tail.HasMore,
        };
    }

    /// <summary>A version as only the project's own scheme writes it.</summary>
    private static HeadingText? OwnRelease(string text, Func<string, bool> isVersion)
    {
        var match = OwnPattern().Match(text);
        if (
            !match.Success
            || !match.Groups["label"].ValueSpan.ContainsAnyInRange('0', '9')
            || !isVersion(match.Groups["label"].Value)
        )
        {
            return null;
        }

        var tail = Tail(text, match.Length);
        return Make(text, match, tail) with
        {
            IsUnreleased = tail.IsPending && !tail.HasMore,
            IsVersion = true,
            IsLoose = tail.HasMore,
        };
    }

    private static HeadingText Make(string text, Match match, HeadingTail tail)
    {
        var (label, url) = (match.Groups["label"], match.Groups["url"]);
        return new HeadingText
        {
            Text = text,
            Label = label.Index..(label.Index + label.Length),
            IsBracketed = match.Groups["open"].Success,
            Url = url.Success ? url.Index..(url.Index + url.Length) : null,
            LabelEnd = match.Length,
            Date = tail.Date,
            IsYanked = tail.IsYanked,
        };
    }

    private static HeadingTail Tail(string text, int start)
    {
        var match = TailPattern().Match(text, start, text.Length - start);
        var (date, more) = (match.Groups["date"], match.Groups["more"]);
        return new HeadingTail(
            date.Success ? date.Index..(date.Index + date.Length) : null,
            match.Groups["pending"].Success,
            match.Groups["yanked"].Success,
            more.Length > 0
        );
    }

    private readonly record struct HeadingTail(Range? Date, bool IsPending, bool IsYanked, bool HasMore);

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace;

    private const string Link = @"(?(open)\](?:\((?<url>[^()\s]*)[^()]*\)|\[[^\]]*\])?)";

    [GeneratedRegex(
        @"^(?<open>\[)?(?<label>[\p{L}][\p{L}.\x20-]*?)" + Link + @"(?=$|\s+[-–—:/(\[,]|\s*[:(\[])",
        Options
    )]
    private static partial Regex UnreleasedPattern();

    [GeneratedRegex(@"^(?:head|master|main|trunk|dev|develop|development)$", Options)]
    private static partial Regex BranchPattern();

    [GeneratedRegex(
        @"^(?:un-?released(?:\x20changes)?|not(?:\x20yet)?\x20released|v\.?next|next(?:\x20(?:release|version))?|upcoming(?:\x20(?:release|version|changes))?|in\x20development|work\x20in\x20progress)$",
        Options
    )]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^(?<open>\[)?(?<label>[^\s\[\]()]+)" + Link + @"(?=$|[\s,:(\[])", Options)]
    private static partial Regex OwnPattern();

    // strong: two numbers at least, or one after a v. A bare number or word-7 needs a date, brackets or the right level.
    [GeneratedRegex(
        @"^(?:(?:version|release|ver\.?)\x20+)?(?<open>\[)?
          (?<label>(?:@?[a-z][a-z0-9_]*[-@/])*(?:(?<strong>v\.?\x20?\d+|\d+[._-]\d+)|\d+)[0-9a-z]*(?:[-._+~][0-9a-z]+)*)
          (?![\w])"
            + Link
            + @"(?=$|[\s,:(\[])",
        Options
    )]
    private static partial Regex ReleasePattern();

    [GeneratedRegex(
        @"\G[\s\-–—:/,|]*[(\[]?\s*
          (?<date>\d{4}[-./]\d{1,2}[-./]\d{1,2}
            |(?<pending>y{4}-m{2}-d{2}|[x?]{4}-[x?]{2}-[x?]{2}|\d{2}(?:\d{2}|xx)-xx-xx|un-?released|not\x20(?:yet\x20)?released|tbd|tba|in\x20(?:development|progress)|upcoming))?
          (?(date)\s*[)\]]?)\s*(?<yanked>\(?\[?yanked\]?\)?)?\s*(?<more>.*)$",
        Options | RegexOptions.Singleline
    )]
    private static partial Regex TailPattern();
}
