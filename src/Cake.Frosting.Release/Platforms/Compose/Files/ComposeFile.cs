using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using YamlDotNet.Core;

namespace Cake.Frosting.Release.Platforms.Compose.Files;

/// <summary>A compose file: its bytes, and where things stand in it.</summary>
internal sealed class ComposeFile
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly string text;
    private readonly int mark;
    private readonly ComposeMap? root;

    private ComposeFile(string name, ReadOnlyMemory<byte> bytes, string text, int mark)
    {
        Name = name;
        Bytes = bytes;
        this.text = text;
        this.mark = mark;
        root = ComposeReader.Read(name, text) as ComposeMap;
    }

    /// <summary>The file, as the configuration and messages name it.</summary>
    public string Name { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The name of the project that it says; <c>null</c> where it says none.</summary>
    public string? ProjectName => (root?.Find("name") as ComposeText)?.Text;

    /// <summary>The services that it has, with where they are named.</summary>
    public IReadOnlyDictionary<string, string> Services =>
        Map?.Entries.Where(entry => entry.Key != "<<")
            .DistinctBy(entry => entry.Key)
            .ToDictionary(entry => entry.Key, entry => At(entry.At))
        ?? [];

    private ComposeMap? Map => root?.Find("services") as ComposeMap;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ReleaseException">It is not there, or no YAML.</exception>
    public static ComposeFile Read(string directory, string name) =>
        Parse(
            name,
            new ProjectFile(directory, name).Read(
                "Name the compose files under platform/files, and their directory under platform/directory."
            )
        );

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="ConfigurationException">They are no YAML in UTF-8.</exception>
    public static ComposeFile Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        var mark = bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return new ComposeFile(name, bytes, Utf8.GetString(bytes.Span[mark..]), mark);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ConfigurationException($"{name}: is not UTF-8.", "Save it as UTF-8.", exception);
        }
    }

    /// <summary>The other files that it includes.</summary>
    public IReadOnlyList<ComposeText> Includes =>
        root?.Find("include") is ComposeList list ? [.. list.Items.SelectMany(PathsOf)] : [];

    /// <summary>The image of a service, as it is written; <c>null</c> where this file does not say.</summary>
    public ComposeText? ImageOf(string service) => ImageOf(service, []);

    /// <summary>The service that one extends, and in which other file it is; <c>null</c> where it extends none.</summary>
    public (ComposeText? File, string Service)? BaseOf(string service) =>
        (Map?.Find(service) as ComposeMap)?.Find("extends") switch
        {
            ComposeText other => (null, other.Text),
            ComposeMap extends when extends.Find("service") is ComposeText other => (
                extends.Find("file") as ComposeText,
                other.Text
            ),
            _ => null,
        };

    /// <summary>The services that a service starts after, as this file says.</summary>
    public IReadOnlyList<string> DependenciesOf(string service) =>
        (Map?.Find(service) as ComposeMap)?.Find("depends_on") switch
        {
            ComposeList list => [.. list.Items.OfType<ComposeText>().Select(item => item.Text)],
            ComposeMap map => [.. map.Entries.Select(entry => entry.Key)],
            _ => [],
        };

    /// <summary>The profiles that a service is of; none where it always runs.</summary>
    public IReadOnlyList<string> ProfilesOf(string service) =>
        (Map?.Find(service) as ComposeMap)?.Find("profiles") is ComposeList list
            ? [.. list.Items.OfType<ComposeText>().Select(item => item.Text)]
            : [];

    /// <summary>What has to change for a text to be another one; quotes, anchor and comment stay.</summary>
    /// <exception cref="ConfigurationException">It is written in a way that cannot be changed in place.</exception>
    public Splice Replace(ComposeText old, string value)
    {
        if (old.Span is not { } span)
        {
            throw new ConfigurationException(
                $"{At(old.At)}: '{old.Text}' is written with escapes or over several lines.",
                "Write it on one line, plain or in quotes."
            );
        }

        var (start, length) = span.GetOffsetAndLength(text.Length);
        return new Splice(
            mark + Utf8.GetByteCount(text.AsSpan(0, start)),
            Utf8.GetByteCount(text.AsSpan(start, length)),
            Utf8.GetBytes(value)
        );
    }

    /// <summary>A place as messages name it: <c>docker-compose.yml(12,5)</c>.</summary>
    public string At(Mark at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}({at.Line},{at.Column})");

    /// <summary>
    /// Where the key stands that a message of Compose names by its path, <c>services.api.environment</c> for example;
    /// <c>null</c> where it is not here.
    /// </summary>
    public string? Locate(string path)
    {
        ComposeNode? node = root;
        Mark? at = null;
        foreach (var key in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node is ComposeMap map && map.PositionOf(key) is { } position)
            {
                (node, at) = (map.Find(key), position);
            }
            else if (
                node is ComposeList list
                && int.TryParse(key.Trim('[', ']'), CultureInfo.InvariantCulture, out var index)
                && index < list.Items.Count
            )
            {
                (node, at) = (list.Items[index], list.Items[index].At);
            }
            else
            {
                return null;
            }
        }

        return at is { } found ? At(found) : null;
    }

    private static IEnumerable<ComposeText> PathsOf(ComposeNode included) =>
        included switch
        {
            ComposeText path => [path],
            ComposeMap map => map.Find("path") switch
            {
                ComposeText path => [path],
                ComposeList paths => paths.Items.OfType<ComposeText>(),
                _ => [],
            },
            _ => [],
        };

    /// <summary>A service that extends another of the same file has its image.</summary>
    private ComposeText? ImageOf(string service, HashSet<string> seen) =>
        !seen.Add(service) ? null
        : (Map?.Find(service) as ComposeMap)?.Find("image") is ComposeText image ? image
        : BaseOf(service) is (null, var other) ? ImageOf(other, seen)
        : null;
}
