using Cake.Core;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class HostServicesTests
{
    [Test]
    public void The_services_of_Cake_are_not_put_in_before_somebody_looks()
    {
        var services = new HostServices();
        services.UseContext<FrostingContext>().UseWorkingDirectory("..").UseCakeSetting("a", "b");

        services.OnlyAdded.ShouldNotBeNull().Count().ShouldBe(3);
    }

    [Test]
    public void Whoever_looks_sees_the_services_of_Cake_and_then_those_of_the_build()
    {
        var services = new HostServices();
        services.AddSingleton("mine");

        services.ShouldContain(service => service.ServiceType == typeof(ICakeEngine));
        services[^1].ServiceType.ShouldBe(typeof(string));
        services.OnlyAdded.ShouldBeNull();
    }

    [Test]
    public void Services_can_be_inserted_replaced_found_and_cleared()
    {
        var services = new HostServices();
        var first = ServiceDescriptor.Singleton("first");
        var other = ServiceDescriptor.Singleton("other");

        services.Insert(0, first);
        services[1] = other;

        services.IndexOf(first).ShouldBe(0);
        services.Contains(other).ShouldBeTrue();
        services.RemoveAt(0);
        services.Contains(first).ShouldBeFalse();
        services.Clear();
        services.ShouldBeEmpty();
        services.IsReadOnly.ShouldBeFalse();
    }
}
