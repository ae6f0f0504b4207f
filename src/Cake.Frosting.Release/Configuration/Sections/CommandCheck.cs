namespace Cake.Frosting.Release.Configuration;

/// <summary>A command and how it must end.</summary>
[Section("A command and how it must end; it runs in the directory of the release.")]
public sealed record CommandCheck
{
    /// <summary>The command.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[./smoke-test, --version, \"{version}\"]",
        Placeholders = true
    )]
    public required CommandTemplate Command { get; init; }

    /// <summary>The service that it runs in; <c>null</c> for this machine.</summary>
    [Setting(
        "The service in whose container it runs.",
        Example = "api",
        RefersTo = "services",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>The exit code that it must end with.</summary>
    [Setting("The exit code that it must end with.", Example = "3", Minimum = 0, Maximum = 255)]
    public int ExitCode { get; init; }

    /// <summary>What its output must contain.</summary>
    [Setting("A text that its standard output must contain.", Example = "\"{version}\"", Placeholders = true)]
    public string? Contains { get; init; }
}
