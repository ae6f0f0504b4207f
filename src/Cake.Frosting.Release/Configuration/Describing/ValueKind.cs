namespace Cake.Frosting.Release.Configuration;

/// <summary>The kinds of value that release.yml knows.</summary>
internal enum ValueKind
{
    Text,
    TextOrSecret,
    Secret,
    Integer,
    Number,
    Boolean,
    Duration,
    Size,
    Enumeration,
    WebAddress,
    Command,
    Section,
    List,
    Map,
}
