using Cake.Frosting.Tests.Fakes;
using Cake.Frosting.Tests.Fakes.Exported;

namespace Cake.Frosting.Tests;

public sealed class AssemblyTests
{
    [Test]
    public void Every_exported_concrete_task_of_an_assembly_belongs_to_the_build()
    {
        var build = new TestBuild();
        build.Host.AddAssembly(typeof(ExportedTask).Assembly);

        build.Run("-t", nameof(ExportedTask)).ShouldBe(0);

        build.Journal.Entries.ShouldBe([nameof(ExportedTask)]);
    }

    [TestCase(nameof(HiddenTask))]
    [TestCase(nameof(JournalTask))]
    public void A_task_that_is_not_exported_or_abstract_does_not(string target)
    {
        var build = new TestBuild();
        build.Host.AddAssembly(typeof(ExportedTask).Assembly);

        build.Run("-t", target).ShouldBe(1);

        build.Log.Errors.ShouldBe([$"Error: The target '{target}' was not found."]);
    }

    [Test]
    public void An_assembly_that_is_added_twice_gives_two_tasks_of_one_name()
    {
        var build = new TestBuild();
        build.Host.AddAssembly(typeof(ExportedTask).Assembly).AddAssembly(typeof(ExportedTask).Assembly);

        build.Run("-t", nameof(ExportedTask)).ShouldBe(1);
    }
}
