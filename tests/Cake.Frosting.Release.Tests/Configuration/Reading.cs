using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Configuration;

/// <summary>Reads texts as release.yml in /srv/shop.</summary>
internal static class Reading
{
    internal static ReleaseConfiguration Read(
        string yaml,
        params (string Name, string Value)[] environment
    ) => ConfigurationLoader.Parse(yaml, "release.yml", "/srv/shop", Options(environment));

    internal static string Problems(string yaml, params (string Name, string Value)[] environment) =>
        Should.Throw<ConfigurationException>(() => Read(yaml, environment)).Problem;

    internal static LoadOptions Options(params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new LoadOptions { Environment = variables.GetValueOrDefault };
    }
}
