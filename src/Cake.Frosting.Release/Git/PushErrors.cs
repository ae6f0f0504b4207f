using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Git;

/// <summary>Says what to do about a push that was refused.</summary>
internal static class PushErrors
{
    /// <summary>The words of GitHub, GitLab, Gitea, Bitbucket and Azure for a protected branch.</summary>
    private static readonly string[] Protected =
    [
        "protected branch",
        "GH006",
        "GH013",
        "push declined due to repository rule violations",
        "branch permission",
        "Changes must be made through a pull request",
        "TF402455",
    ];

    public static ReleaseException Explain(
        CommandFailedException failure,
        string directory,
        GitReleaseOptions options
    )
    {
        var said = failure.StandardError;
        bool Says(string text) => said.Contains(text, StringComparison.OrdinalIgnoreCase);
        var (remote, branch) = (options.Remote, options.Branch);
        var wayOut =
            Says("(fetch first)") || Says("(non-fast-forward)")
                ? $"Somebody pushed to {branch} in the meantime. Let this release take its commit and tag back, git pull, and release again."
            : Says("(already exists)")
                ? $"{remote} has the tag {options.Tag} already: git fetch {remote} tag {options.Tag} shows where it is; or choose another version with --version=X.Y.Z."
            : IsProtected(said)
                ? $"{branch} is protected, nothing was published. Set git/via to pull-request in the configuration, or allow this user to push to {branch}."
            : Says("[remote rejected]")
                ? $"A rule or hook of {remote} refuses it, nothing was published. Meet the rule, or allow this user to push to {branch} and to create {options.Tag}."
            : Says("the receiving end does not support --atomic")
                ? $"{remote} cannot take commit and tag together; use a server that supports atomic pushes."
            : "";
        return wayOut.Length == 0 ? GitErrors.Explain(failure, directory) : GitErrors.With(failure, wayOut);
    }

    private static bool IsProtected(string said) =>
        Protected.Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase));
}
