namespace Cake.Frosting.Release.Configuration;

/// <summary>An env file of production, and what a new version brings to it.</summary>
[Section(
    "An env file of production, as Compose and dotenv read it. What a release changes in it is shown in the plan without values of production, and every other byte stays."
)]
public sealed record EnvFile
{
    /// <summary>Production's file.</summary>
    [Setting(
        "Production's file; it must be there.",
        Example = ".env",
        Path = PathBase.Project,
        IsUnique = true
    )]
    public required string File { get; init; }

    /// <summary>The new version's template.</summary>
    [Setting(
        "The new version's template: keys that production does not have are added with their defaults and comments.",
        Example = ".env.example",
        Path = PathBase.Project
    )]
    public string? Template { get; init; }

    /// <summary>Keys that production must set itself.</summary>
    [Setting(
        "Keys that production must have set: a release is refused while one is missing, empty or at the template's default.",
        Example = "[OPERATOR_SECRET, COOKIE_SECRET]"
    )]
    public IReadOnlyList<string> MustSet { get; init; } = [];

    /// <summary>Keys that are not added.</summary>
    [Setting("Keys of the template that production does without.", Example = "[DEV_DISABLE_SAME_SITE]")]
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Keys whose values are never shown.</summary>
    [Setting(
        "Keys whose values are never shown, beside those that look like secrets (PASSWORD, TOKEN, KEY, …).",
        Example = "[APP_SEED]"
    )]
    public IReadOnlyList<string> Secret { get; init; } = [];

    /// <summary>Values that the release sets.</summary>
    [Setting(
        "Values that the release sets; a value may be secret:NAME.",
        Example = "{ IMAGE_TAG: \"v{version}\" }",
        KeyPattern = Names.Variable,
        KeyHint = Names.VariableHint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Set { get; init; } =
        new Dictionary<string, TextOrSecret>();
}
