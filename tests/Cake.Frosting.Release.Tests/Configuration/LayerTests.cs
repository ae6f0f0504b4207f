using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class LayerTests
{
    private const string Base = """
        services:
          web:
            command: [./web]
            port: 5000
            health: { tcp: 5000, interval: 1s }
          worker:
            command: [./worker]
        databases:
          shop: { excludeTableData: [a, b] }
        onFailure: halt
        """;

    [Test]
    public void Maps_are_merged_and_lists_and_values_replaced()
    {
        var configuration = Read(
            """
            project: shop
            recipe: quickstart
            services:
              web: { port: 6000, health: { interval: 2s } }
              extra: { command: [./extra] }
            databases:
              shop: { excludeTableData: [c] }
            """
        );

        configuration.Services.Keys.ShouldBe(["web", "worker", "extra"]);
        configuration.Services["web"].Command!.Program.ShouldBe("./web");
        configuration.Services["web"].Port.ShouldBe(6000);
        configuration.Services["web"].Health!.Tcp.ShouldBe(5000);
        configuration.Services["web"].Health!.Interval.ShouldBe(TimeSpan.FromSeconds(2));
        configuration.Databases["shop"].ExcludeTableData.ShouldBe(["c"]);
        configuration.OnFailure.ShouldBe(FailurePolicy.Halt);
        configuration.Recipe.ShouldBe("quickstart");
    }

    [Test]
    public void A_null_removes()
    {
        var configuration = Read(
            "project: shop\nrecipe: quickstart\nonFailure: ~\nservices: { worker: ~, web: { health: null } }\n"
        );

        configuration.Services.Keys.ShouldBe(["web"]);
        configuration.Services["web"].Health.ShouldBeNull();
        configuration.OnFailure.ShouldBe(FailurePolicy.Rollback);
    }

    [Test]
    public void A_key_with_nothing_below_it_removes_nothing()
    {
        Read("project: shop\nrecipe: quickstart\nservices:\n  worker:\n")
            .Services.Keys.ShouldBe(["web", "worker"]);
    }

    [Test]
    public void Positions_name_the_file_that_a_value_comes_from()
    {
        Problems(
                "project: shop\nrecipe: quickstart\nservices: { web: { port: 0 }, worker: { command: ~ } }\n",
                Base + "\ngit: { pushh: true }\n"
            )
            .ShouldBe(
                """
                release.yml(3,26): services/web/port: '0' must be a whole number from 1 to 65535, written in decimal digits
                release.yml(3,39): services/worker: 'command' is missing, for example command: [dotnet, Shop.dll]
                quickstart/release.yml(11,8): git/pushh: the key is unknown; did you mean 'push'?
                """
            );
    }

    [Test]
    public void Paths_of_a_recipe_are_relative_to_the_project()
    {
        Read("project: shop\nrecipe: quickstart\n", "backup: { directory: dumps }\n")
            .Backup.Directory.ShouldBe("/srv/shop/dumps");
    }

    [Test]
    public void An_unknown_recipe_is_a_problem()
    {
        Problems("project: shop\nrecipe: quikstart\n")
            .ShouldBe(
                "release.yml(2,9): recipe: there is no recipe 'quikstart'; did you mean 'quickstart'? (there are quickstart, orion)"
            );
        Problems("project: shop\nrecipe: other\n")
            .ShouldBe("release.yml(2,9): recipe: there is no recipe 'other'; there are quickstart, orion");
    }

    [Test]
    public void A_recipe_that_is_not_yaml_is_reported_in_its_own_file()
    {
        Problems("project: shop\nrecipe: quickstart\n", "a: b: c")
            .ShouldStartWith("quickstart/release.yml(1,5): this is not YAML: ");
    }

    private static ReleaseConfiguration Read(string yaml, string below = Base) =>
        ConfigurationLoader.Parse(yaml, "release.yml", "/srv/shop", Options(below));

    private static string Problems(string yaml, string below = Base) =>
        Should.Throw<ConfigurationException>(() => Read(yaml, below)).Problem;

    private static LoadOptions Options(string below) =>
        new()
        {
            Environment = _ => null,
            Recipes = name =>
                name == "quickstart" ? new RecipeDefaults(below, "quickstart/release.yml") : null,
            RecipeNames = ["quickstart", "orion"],
        };
}
