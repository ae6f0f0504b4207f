namespace Cake.Frosting.Release.Configuration;

/// <summary>A directory whose files are compressed ahead of being served.</summary>
[Section(
    "A directory of the new release whose files are compressed ahead of being served, or commands of the application that collect and compress its files themselves."
)]
[ExactlyOneOf("directory", "service")]
[Excludes("service", "gzip", "brotli", "include", "exclude", "minimumSize", "minimumGain")]
[Excludes("directory", "commands", "volume", "ahead")]
[Needs("ahead", "volume")]
public sealed record Compress
{
    /// <summary>The directory, relative to the release's directory.</summary>
    [Setting(
        "The directory, relative to the directory of the release.",
        Example = "wwwroot",
        Path = PathBase.Release
    )]
    public string? Directory { get; init; }

    /// <summary>The service whose own commands do it.</summary>
    [Setting(
        "The service in whose new image the commands run, each in a container of its own; on the way back they run in the old image.",
        Example = "api",
        RefersTo = "services",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Service { get; init; }

    /// <summary>The commands that collect and compress the files.</summary>
    [Setting(
        "The commands that collect and compress the files, in their order.",
        Example = "[[python, manage.py, collectstatic, --noinput], [python, manage.py, compress]]",
        Placeholders = true,
        Kinds = [PlatformKind.Compose]
    )]
    public IReadOnlyList<CommandTemplate> Commands { get; init; } = [];

    /// <summary>The directory in the container that they write into.</summary>
    [Setting(
        "The directory in the container that they write into: Preflight sees that it is on a volume, as what is written elsewhere is gone with the container.",
        Example = "/app/static",
        Pattern = "^/.+$",
        Hint = "a full path in the container",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Volume { get; init; }

    /// <summary>Whether the commands run while the old version serves.</summary>
    [Setting(
        "Whether the commands run while the old version serves, in containers with an empty volume in the place of `volume`; once it has stopped their files are laid over those that are there, with the image's own `cp`. Where that fails, they run then.",
        Example = "true",
        Kinds = [PlatformKind.Compose]
    )]
    public bool Ahead { get; init; }

    /// <summary>The level of gzip; 0 for none.</summary>
    [Setting("The level of gzip; 0 writes no .gz files.", Example = "6", Minimum = 0, Maximum = 9)]
    public int Gzip { get; init; } = 9;

    /// <summary>The level of Brotli; 0 for none.</summary>
    [Setting("The level of Brotli; 0 writes no .br files.", Example = "9", Minimum = 0, Maximum = 11)]
    public int Brotli { get; init; } = 11;

    /// <summary>The files that are compressed.</summary>
    [Setting(
        "Globs of the files that are compressed; without it, those whose content compresses well.",
        Example = "[\"**/*.js\", \"**/*.css\"]"
    )]
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The files that are left alone.</summary>
    [Setting("Globs of the files that are left alone.", Example = "[\"**/*.map\"]")]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The size below which a file is left alone.</summary>
    [Setting("The size below which a file is left alone.", Example = "1 KiB")]
    public ByteSize MinimumSize { get; init; } = new(256);

    /// <summary>The share of its size that compression must save.</summary>
    [Setting(
        "The share of a file's size that must be saved for the compressed file to be kept, from 0 to 1.",
        Example = "0.1",
        Minimum = 0,
        Maximum = 1
    )]
    public double MinimumGain { get; init; } = 0.05;
}
