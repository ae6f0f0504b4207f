using Cake.Cli;
using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

[NonParallelizable]
public sealed class VersionTests
{
    [TestCase("--version")]
    [TestCase("--ver")]
    [TestCase("--version=true")]
    public void The_version_of_Cake_is_shown_alone(string option)
    {
        var build = new TestBuild().With<Says>();

        build.Run(option).ShouldBe(0);

        build.Console.Text.Trim().ShouldBe("7.0.0");
        build.Journal.Entries.ShouldBeEmpty();
    }

    [Test]
    public void A_host_without_services_of_its_own_shows_the_same_version()
    {
        var standard = Console.Out;
        var captured = new StringWriter();
        Console.SetOut(captured);
        try
        {
            CakeHost.Create().UseContext<FrostingContext>().Run(["--version"]).ShouldBe(0);
        }
        finally
        {
            Console.SetOut(standard);
        }

        captured.ToString().Trim().ShouldBe("7.0.0");
    }

    [Test]
    public void The_only_resolver_of_the_version_can_be_removed_and_replaced()
    {
        var build = new TestBuild();
        build.Host.ConfigureServices(services =>
            services.Remove(services.Single(service => service.ServiceType == typeof(IVersionResolver)))
        );
        build.Host.ConfigureServices(services => services.AddSingleton<IVersionResolver, FixedVersion>());

        build.Run("--version").ShouldBe(0);

        build.Console.Text.Trim().ShouldBe("fixed");
    }

    [Test]
    public void A_version_with_a_value_is_an_argument_of_the_build()
    {
        var build = new TestBuild().With<Says>();

        build.Run("-t", "Says", "--version=1.2.3").ShouldBe(0);

        build.Console.Text.ShouldBeEmpty();
        build.Journal.Entries.ShouldBe(["1.2.3"]);
    }

    [Test]
    public void Several_versions_with_values_are_all_kept_beside_other_arguments()
    {
        var build = new TestBuild().With<Says>();

        build.Run("-t", "Says", "--version=1", "--other=x", "--version=2").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["1,2"]);
    }

    private sealed class Says(Journal journal) : JournalTask(journal)
    {
        public override void Run(ICakeContext context) =>
            Journal.Add(string.Join(",", context.Arguments.GetArguments("version")));
    }

    private sealed class FixedVersion : IVersionResolver
    {
        public string GetVersion() => "fixed";

        public string GetProductVersion() => "fixed";
    }
}
