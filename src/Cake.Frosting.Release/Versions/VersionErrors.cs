using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Versions;

/// <summary>What a version is refused for.</summary>
internal static class VersionErrors
{
    public static IReleaseVersion Parse(IVersionScheme scheme, string text, string source) =>
        scheme.TryParse(text, out var version, out var problem)
            ? version
            : throw new ReleaseRefusedException(
                $"'{text}' ({source}) is not a version by {scheme.Name}: column {problem.Column}: {problem.Message}.",
                $"Write it like {scheme.Example}."
            );

    public static ReleaseRefusedException Live(IReleaseVersion version) =>
        new($"The version {version.Text} is live already.", "Choose a greater one, or leave out --version.");

    public static ReleaseRefusedException Tagged(string tag, string commit) =>
        new(
            $"The tag {tag} exists already, at {GitText.Short(commit)} and not at HEAD.",
            $"Choose another version with --version=X.Y.Z; or, where the tag was never published, git tag -d {tag}"
        );

    public static ReleaseRefusedException NotGreater(IReleaseVersion version, IReleaseVersion last) =>
        new(
            $"The version {version.Text} is not greater than {last.Text}, the last one.",
            "Choose a greater one, or leave out --version."
        );

    public static ReleaseRefusedException OtherPrefix(string ours, string theirs, string tag) =>
        new(
            $"No tag here is {(ours.Length == 0 ? "a version alone" : $"{ours} and a version")}, and there are others, such as {tag}.",
            $"Set git/tagPrefix to \"{theirs}\" in the configuration, so that the last release is found."
        );

    public static ReleaseRefusedException Nothing(string? tag) =>
        new(
            tag is null
                ? "There is nothing to release."
                : $"There is nothing to release: no commit since {tag} and nothing unreleased in the changelog.",
            "To release all the same, choose the version with --version=X.Y.Z or --bump=patch."
        );
}
