namespace Cake.Frosting.Internal;

internal sealed class FrostingConfigurationValue(string key, string value)
{
    public const string ToolPath = "Paths_Tools";

    public string Key { get; } = key ?? throw new ArgumentNullException(nameof(key));

    public string Value { get; } = value ?? throw new ArgumentNullException(nameof(value));
}
