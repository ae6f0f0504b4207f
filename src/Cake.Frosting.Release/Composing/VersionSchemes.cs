using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Composing;

/// <summary>Makes the scheme that a configuration asks for.</summary>
internal static class VersionSchemes
{
    public static IVersionScheme Of(ReleaseConfiguration configuration, TimeProvider time)
    {
        try
        {
            return configuration.Version.Scheme switch
            {
                VersionScheme.MajorMinor => new MajorMinorScheme(configuration.Version.Separator[0]),
                VersionScheme.Calendar => new CalendarScheme(configuration.Version.Format, time),
                VersionScheme.Numbers => new NumbersScheme(),
                _ => new SemanticVersionScheme(),
            };
        }
        catch (ConfigurationException exception)
        {
            throw new ConfigurationException(
                $"{configuration.SourceFile}: version/format: {exception.Problem}",
                exception.WayOut
            );
        }
    }
}
