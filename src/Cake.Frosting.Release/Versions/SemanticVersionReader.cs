namespace Cake.Frosting.Release.Versions;

/// <summary>Reads a semantic version from left to right, and keeps the place where it could not go on.</summary>
internal sealed class SemanticVersionReader(string text)
{
    private int position;

    public VersionProblem? Problem { get; private set; }

    public SemanticVersion? Read()
    {
        if (
            !Number("major", out var major)
            || !Dot("minor")
            || !Number("minor", out var minor)
            || !Dot("patch")
            || !Number("patch", out var patch)
        )
        {
            return null;
        }

        var (prerelease, build) = ("", "");
        if (Skip('-') && !Identifiers("pre-release", allowLeadingZeros: false, out prerelease))
        {
            return null;
        }

        if (Skip('+') && !Identifiers("build", allowLeadingZeros: true, out build))
        {
            return null;
        }

        if (position < text.Length)
        {
            Fail(position, $"'{text[position]}' cannot stand here");
            return null;
        }

        return new SemanticVersion(major, minor, patch, prerelease, build);
    }

    private bool Number(string name, out ulong value)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        var digits = text.AsSpan(start, position - start);
        value = 0;
        if (digits.IsEmpty)
        {
            return Fail(
                start,
                start == 0 && text.Length > 1 && text[0] is 'v' or 'V'
                    ? "the prefix 'v' belongs to the tag, not to the version"
                    : $"the {name} number is missing"
            );
        }

        if (digits.Length > 1 && digits[0] == '0')
        {
            return Fail(start, $"the {name} number {digits} begins with a zero");
        }

        return ulong.TryParse(digits, out value) || Fail(start, $"the {name} number is too large");
    }

    private bool Identifiers(string name, bool allowLeadingZeros, out string joined)
    {
        var start = position;
        joined = "";
        do
        {
            var identifierStart = position;
            while (
                position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '-')
            )
            {
                position++;
            }

            var identifier = text.AsSpan(identifierStart, position - identifierStart);
            if (identifier.IsEmpty)
            {
                return Fail(identifierStart, $"a {name} identifier is empty");
            }

            if (
                !allowLeadingZeros
                && identifier.Length > 1
                && identifier[0] == '0'
                && !identifier.ContainsAnyExceptInRange('0', '9')
            )
            {
                return Fail(identifierStart, $"the {name} number {identifier} begins with a zero");
            }
        } while (Skip('.'));

        joined = text[start..position];
        return true;
    }

    private bool Dot(string next) =>
        Skip('.')
        || Fail(
            position,
            position < text.Length
                ? $"'{text[position]}' stands where a dot is expected"
                : $"the {next} number is missing"
        );

    private bool Skip(char character)
    {
        if (position >= text.Length || text[position] != character)
        {
            return false;
        }

        position++;
        return true;
    }

    private bool Fail(int at, string message)
    {
        Problem = new VersionProblem(at + 1, message);
        return false;
    }
}
