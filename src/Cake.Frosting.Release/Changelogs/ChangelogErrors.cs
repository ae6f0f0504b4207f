using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>What a changelog is refused for.</summary>
/// <param name="file">The file's name, as messages have it.</param>
internal sealed class ChangelogErrors(string file)
{
    public ReleaseRefusedException At(int line, string message, string wayOut) =>
        At(line, 1, message, wayOut);

    public ReleaseRefusedException At(int line, int column, string message, string wayOut) =>
        new($"{file}({line},{column}): {message}", wayOut);

    public ReleaseRefusedException NoUnreleased() =>
        At(
            1,
            "there is no section for what is not released yet.",
            "Add a heading ## [Unreleased] above the latest release, with the entries below it; or have them made, and the release put above the latest one, with changelog/fallback: commits (or pull-requests, or fragments) in the configuration."
        );

    public ReleaseRefusedException NoEntries(ChangelogSection unreleased) =>
        At(
            unreleased.Line,
            $"there are no entries under {unreleased.Text.LabelText}.",
            "Write down what this release changes, or allow empty releases in the configuration."
        );

    public ReleaseRefusedException NothingGenerated(ChangelogSection? unreleased, string origin) =>
        At(
            unreleased?.Line ?? 1,
            unreleased is null
                ? $"there is no section for what is not released yet, and {origin} gave no entries."
                : $"there are no entries under {unreleased.Text.LabelText}, and {origin} gave none.",
            "Write down what this release changes, give types to changelog/sections in the configuration, or allow empty releases with changelog/requireEntries: false."
        );
}
