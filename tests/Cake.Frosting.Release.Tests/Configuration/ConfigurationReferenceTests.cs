using System.Text.RegularExpressions;
using Cake.Frosting.Release.Configuration;
using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class ConfigurationReferenceTests
{
    [Test]
    public void The_documentation_is_the_one_that_the_records_give()
    {
        var path = Path.Combine(Repository(), "docs", "configuration.md");
        if (Environment.GetEnvironmentVariable("ACCEPT_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, ConfigurationReference.Write());
        }

        File.ReadAllText(path)
            .ShouldBe(
                ConfigurationReference.Write(),
                "Run the tests with ACCEPT_DOCS=1 and commit docs/configuration.md."
            );
    }

    [Test]
    public void Every_link_leads_to_a_heading()
    {
        var text = ConfigurationReference.Write();
        var headings = Regex
            .Matches(text, "^## (.*)$", RegexOptions.Multiline)
            .Select(match =>
                Regex.Replace(match.Groups[1].Value.ToLowerInvariant(), "[^a-z0-9 ]", "").Replace(' ', '-')
            )
            .ToList();

        Regex
            .Matches(text, @"\(#([^)]*)\)")
            .Select(match => match.Groups[1].Value)
            .ShouldBeSubsetOf(headings);
    }

    [Test]
    public void Every_section_and_setting_is_described()
    {
        foreach (var setting in Settings(typeof(ReleaseConfiguration)))
        {
            setting.About.Description.ShouldEndWith(".", customMessage: setting.Key);
            setting.About.Description.Length.ShouldBeGreaterThan(3, setting.Key);
            if (!setting.Value.IsMap && setting.Value.Item?.IsMap != true && setting.Value.Item?.Item is null)
            {
                setting.About.Example.ShouldNotBeEmpty(
                    $"{setting.Property.DeclaringType}.{setting.Property.Name}"
                );
            }
        }
    }

    [Test]
    public void Every_example_of_a_single_value_is_accepted()
    {
        // A file with every key has been read already; here each documented example takes the place of a value.
        foreach (var setting in SectionShape.Of(typeof(Backup)).Settings)
        {
            Read($"project: shop\nbackup: {{ {setting.Key}: {setting.About.Example} }}\n");
        }
        foreach (var setting in SectionShape.Of(typeof(GitSettings)).Settings)
        {
            Read($"project: shop\ngit:\n  {setting.Key}: {setting.About.Example}\n");
        }
        foreach (var setting in SectionShape.Of(typeof(Database)).Settings)
        {
            var platform = setting.IsFor(PlatformKind.Processes) ? "" : "platform: { kind: compose }\n";
            Read(
                $"project: shop\n{platform}databases:\n  shop:\n    {setting.Key}: {setting.About.Example}\n"
            );
        }
        foreach (
            var setting in SectionShape
                .Of(typeof(Compress))
                .Settings.Where(setting => setting.Key is not ("directory" or "service"))
        )
        {
            Read(
                setting.IsFor(PlatformKind.Processes)
                    ? $"project: shop\ncompress:\n  - directory: a\n    {setting.Key}: {setting.About.Example}\n"
                    : $"project: shop\nplatform: {{ kind: compose }}\nservices: {{ web: {{}} }}\ncompress:\n  - service: web\n    {setting.Key}: {setting.About.Example}\n{(setting.Key == "ahead" ? "    volume: /srv/static\n" : "")}"
            );
        }
        foreach (
            var setting in SectionShape
                .Of(typeof(Service))
                .Settings.Where(s => s.About is { RefersTo: "", Example: not "", RequiredFor.Length: 0 })
        )
        {
            Read(
                setting.IsFor(PlatformKind.Processes)
                    ? $"project: shop\nservices:\n  web:\n    command: [a]\n    {setting.Key}: {setting.About.Example}\n"
                    : $"project: shop\nplatform: {{ kind: compose }}\nservices:\n  web:\n    {setting.Key}: {setting.About.Example}\n"
            );
        }
    }

    private static IEnumerable<Setting> Settings(Type type) =>
        SectionShape
            .Of(type)
            .Settings.SelectMany(setting => Below(setting.Value).SelectMany(Settings).Prepend(setting));

    private static IEnumerable<Type> Below(ValueShape shape) =>
        shape.Kind == ValueKind.Section ? [shape.Type]
        : shape.Item is { } item ? Below(item)
        : [];

    private static string Repository()
    {
        var directory = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(directory, "Recipes.sln")))
        {
            directory =
                Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("Recipes.sln is in no directory above the tests.");
        }
        return directory;
    }
}
