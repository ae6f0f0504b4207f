namespace Cake.Frosting.Release.Configuration;

/// <summary>The git repository that is tagged.</summary>
[Section("The git repository whose commit is released and tagged.")]
public sealed record GitSettings
{
    /// <summary>The checkout.</summary>
    [Setting("The directory of the checkout.", Example = "..", Path = PathBase.Project)]
    public string Directory { get; init; } = ".";

    /// <summary>The remote that tags are pushed to.</summary>
    [Setting("The remote that commit and tag are pushed to.", Example = "upstream")]
    public string Remote { get; init; } = "origin";

    /// <summary>The only branch that is released from.</summary>
    [Setting("The only branch that is released from.", Example = "release")]
    public string Branch { get; init; } = "main";

    /// <summary>What stands before the version in a tag.</summary>
    [Setting("What stands before the version in a tag.", Example = "shop-", AllowEmpty = true)]
    public string TagPrefix { get; init; } = "v";

    /// <summary>Whether commit and tag are pushed.</summary>
    [Setting("Whether commit and tag are pushed.", Example = "false")]
    public bool Push { get; init; } = true;

    /// <summary>How the release commit gets onto the branch.</summary>
    [Setting("How the release commit gets onto the branch.", Example = "pull-request")]
    public PublishVia Via { get; init; } = PublishVia.Push;

    /// <summary>Whether the tag is signed.</summary>
    [Setting("Whether commit and tag are signed.", Example = "true")]
    public bool Sign { get; init; }

    /// <summary>Who makes the commit and the tag.</summary>
    [Setting(
        "Who makes the commit and the tag; without it, git's own configuration decides.",
        Example = "Shop Release <release@example.org>",
        Pattern = "^[^<>]*[^<> ] <[^<>@ ]+@[^<>@ ]+>$",
        Hint = "written as: Name <mail@example.org>"
    )]
    public string? Author { get; init; }

    /// <summary>The time after which git has failed.</summary>
    [Setting(
        "The time after which a git command has failed that talks to the remote or runs hooks: nothing waits for ever for an answer, or for somebody to type a password.",
        Example = "10m"
    )]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The message of the commit.</summary>
    [Setting("The message of the commit.", Example = "\"chore: release {version}\"", Placeholders = true)]
    public string Message { get; init; } = "Release {version}";

    /// <summary>The message of the tag.</summary>
    [Setting(
        "The message of the tag.",
        Example = "\"{project} {version}, after {previous}\"",
        Placeholders = true
    )]
    public string TagMessage { get; init; } = "{project} {version}";
}
