using Cake.Core;
using Cake.Core.Composition;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Cake.Frosting.Tests;

public sealed class ServiceTests
{
    [Test]
    public void A_startup_class_configures_the_services()
    {
        var build = new TestBuild().With<TellsGreeting>();
        build.Host.UseStartup<Startup>();

        build.Run("-t", "TellsGreeting").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["from startup"]);
    }

    [Test]
    public void A_module_registers_what_it_brings()
    {
        var build = new TestBuild().With<TellsGreeting>();
        build.Host.UseModule<Module>();

        build.Run("-t", "TellsGreeting").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["from module"]);
    }

    [Test]
    public void A_service_of_the_build_wins_over_that_of_Cake()
    {
        var strategy = Substitute.For<IExecutionStrategy>();
        var build = new TestBuild().With<TellsGreeting>();
        build.Host.UseStartup<Startup>().ConfigureServices(services => services.AddSingleton(strategy));

        build.Run("-t", "TellsGreeting").ShouldBe(0);

        strategy
            .Received(1)
            .ExecuteAsync(Arg.Is<CakeTask>(task => task.Name == "TellsGreeting"), Arg.Any<ICakeContext>());
        build.Journal.Entries.ShouldBeEmpty();
    }

    [Test]
    public void The_engine_can_be_replaced()
    {
        var engine = Substitute.For<ICakeEngine>();
        var build = new TestBuild();
        build.Host.ConfigureServices(services => services.AddSingleton(engine));

        build.Run("-t", "Anything").ShouldBe(0);

        engine
            .Received(1)
            .RunTargetAsync(
                Arg.Any<ICakeContext>(),
                Arg.Any<IExecutionStrategy>(),
                Arg.Is<ExecutionSettings>(settings => settings.Targets.Single() == "Anything")
            );
    }

    [Test]
    public void The_services_of_Cake_can_be_seen_and_removed()
    {
        var build = new TestBuild();
        build.Host.ConfigureServices(services =>
        {
            var engine = services.Single(service => service.ServiceType == typeof(ICakeEngine));
            services.Remove(engine).ShouldBeTrue();
            services.ShouldNotContain(engine);
        });

        build.Run("-t", "Anything").ShouldBe(1);

        build.Log.Errors.ShouldHaveSingleItem().ShouldContain(nameof(ICakeEngine));
    }

    [Test]
    public void What_is_added_before_anyone_looks_comes_after_the_services_of_Cake()
    {
        var build = new TestBuild();
        build.Host.ConfigureServices(services => services.AddSingleton<IGreeting, FromStartup>());

        build.Host.ConfigureServices(services =>
        {
            services[^1].ServiceType.ShouldBe(typeof(IGreeting));
            services.Count.ShouldBeGreaterThan(1);
        });
    }

    [Test]
    public void A_host_can_run_again()
    {
        var build = new TestBuild().With<TellsGreeting>();
        build.Host.UseStartup<Startup>();

        build.Run("-t", "TellsGreeting").ShouldBe(0);
        build.Run("-t", "TellsGreeting").ShouldBe(0);

        build.Journal.Entries.Count.ShouldBe(2);
    }

    [Test]
    public void A_service_that_cannot_be_made_is_an_error() =>
        new TestBuild().With<TellsGreeting>().Run("-t", "TellsGreeting").ShouldBe(1);

    private interface IGreeting
    {
        string Text { get; }
    }

    private sealed class FromStartup : IGreeting
    {
        public string Text => "from startup";
    }

    private sealed class FromModule : IGreeting
    {
        public string Text => "from module";
    }

    private sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.AddSingleton<IGreeting, FromStartup>();
    }

    private sealed class Module : ICakeModule
    {
        public void Register(ICakeContainerRegistrar registrar) =>
            registrar.RegisterType<FromModule>().As<IGreeting>().Singleton();
    }

    private sealed class TellsGreeting(IGreeting greeting, Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add(greeting.Text);
    }
}
