using Cake.Core;
using Cake.Frosting.Internal;
using Cake.Frosting.Tests.Fakes;
using NSubstitute;

namespace Cake.Frosting.Tests;

public sealed class ConfigurationTests
{
    [Test]
    public void A_value_of_the_build_is_found_in_any_letter_case() =>
        Configuration().GetValue("key").ShouldBe("from build");

    [Test]
    public void An_environment_variable_wins_over_the_build() =>
        Configuration(variable: "from environment").GetValue("KEY").ShouldBe("from environment");

    [Test]
    public void An_argument_wins_over_both() =>
        Configuration("from environment", ["from argument", "again"])
            .GetValue("Key")
            .ShouldBe("from argument");

    [Test]
    public void An_argument_without_a_value_is_empty() =>
        Configuration(argument: []).GetValue("Key").ShouldBe("");

    [Test]
    public void A_value_that_nobody_gives_is_null() => Configuration().GetValue("Other").ShouldBeNull();

    private static FrostingConfiguration Configuration(string? variable = null, string[]? argument = null)
    {
        var environment = Fake.Environment();
        if (variable != null)
        {
            environment
                .GetEnvironmentVariables()
                .Returns(new Dictionary<string, string> { ["CAKE_KEY"] = variable });
        }

        var arguments = Substitute.For<ICakeArguments>();
        arguments
            .GetArguments()
            .Returns(
                argument == null
                    ? new Dictionary<string, ICollection<string>>()
                    : new Dictionary<string, ICollection<string>> { ["Key"] = argument }
            );
        var values = new[] { new FrostingConfigurationValue("Key", "from build") };
        return new FrostingConfiguration(values, Fake.FileSystem([]), environment, arguments);
    }
}
