using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class ReportTests
{
    [Test]
    public void The_report_lists_the_tasks_with_their_status()
    {
        var build = new TestBuild().With<Fails>();

        build.Run("-t", "Fails");

        build.Output.ShouldMatch("Fails.+Failed");
        build.Output.ShouldContain("Total:");
    }

    [Test]
    public void The_report_can_be_left_out()
    {
        var build = new TestBuild().With<Passes>();

        build.Run("-t", "Passes", "--settings_noreport=true").ShouldBe(0);

        build.Output.ShouldNotContain("Total:");
    }

    private sealed class Passes(Journal journal) : JournalTask(journal);

    private sealed class Fails : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException();
    }
}
