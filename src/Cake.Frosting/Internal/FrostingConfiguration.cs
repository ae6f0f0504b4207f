using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Cake.Frosting.Internal;

/// <summary>
/// Cake's configuration. The later wins: the build's own values, environment variables, cake.config, arguments.
/// </summary>
internal sealed class FrostingConfiguration : ICakeConfiguration
{
    private readonly ICakeConfiguration _configuration;

    public FrostingConfiguration(
        IEnumerable<FrostingConfigurationValue> values,
        IFileSystem fileSystem,
        ICakeEnvironment environment,
        ICakeArguments arguments
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(fileSystem);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(arguments);

        var defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            defaults[value.Key] = value.Value;
        }

        _configuration = new CakeConfigurationProvider(fileSystem, environment).CreateConfiguration(
            environment.WorkingDirectory,
            defaults,
            arguments.GetArguments().ToDictionary(all => all.Key, all => all.Value?.FirstOrDefault() ?? "")
        );
    }

    public string GetValue(string key) => _configuration.GetValue(key);
}
