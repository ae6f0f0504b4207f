namespace Cake.Frosting.Release.Configuration;

/// <summary>One service.</summary>
[Section("One service: a process that is stopped, replaced and started.")]
public sealed record Service
{
    /// <summary>The program and its arguments.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[dotnet, Shop.dll]",
        Placeholders = true
    )]
    public required CommandTemplate Command { get; init; }

    /// <summary>The directory that it runs in, relative to the release's directory.</summary>
    [Setting(
        "The directory that it runs in, relative to the directory of the release.",
        Example = "web",
        Path = PathBase.Release
    )]
    public string WorkingDirectory { get; init; } = ".";

    /// <summary>Its environment variables.</summary>
    [Setting(
        "Its environment variables; a value may be secret:NAME.",
        Example = "{ ASPNETCORE_URLS: \"http://localhost:5000\", DATABASE_URL: secret:DATABASE_URL }",
        KeyPattern = Names.Variable,
        KeyHint = Names.VariableHint,
        Placeholders = true,
        AllowEmpty = true
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Environment { get; init; } =
        new Dictionary<string, TextOrSecret>();

    /// <summary>The port that it listens on.</summary>
    [Setting(
        "The port that it listens on; Stop waits until it is free.",
        Example = "5000",
        Minimum = 1,
        Maximum = 65535
    )]
    public int? Port { get; init; }

    /// <summary>The services that must be healthy before it starts.</summary>
    [Setting(
        "The services that must be healthy before it starts, and that stop after it.",
        Example = "[api]",
        RefersTo = "services"
    )]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>How one knows that it is healthy.</summary>
    [Setting("How one knows that it is healthy.")]
    public Health? Health { get; init; }

    /// <summary>How it is stopped.</summary>
    [Setting("How it is stopped.")]
    public Stop Stop { get; init; } = new();

    /// <summary>Whether it is started again when it ends by itself.</summary>
    [Setting("Whether it is started again when it ends by itself.", Example = "never")]
    public RestartPolicy Restart { get; init; } = RestartPolicy.Always;
}
