using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class ExitCodeTests
{
    [Test]
    public void A_CakeException_gives_its_exit_code()
    {
        var build = new TestBuild().With<Fails>();

        build.Run("-t", "Fails").ShouldBe(7);

        build.Log.Errors.ShouldContain("Error: seven");
    }

    [Test]
    public void A_CakeException_gives_its_exit_code_out_of_an_AggregateException() =>
        new TestBuild().With<FailsTwice>().Run("-t", "FailsTwice").ShouldBe(8);

    [Test]
    public void A_CakeException_that_only_caused_another_exception_does_not_count() =>
        new TestBuild().With<Wraps>().Run("-t", "Wraps").ShouldBe(1);

    [Test]
    public void A_CakeException_without_an_exit_code_gives_1() =>
        new TestBuild().With<FailsPlainly>().Run("-t", "FailsPlainly").ShouldBe(1);

    [Test]
    public void A_CakeException_can_not_make_a_failure_look_like_a_success() =>
        new TestBuild().With<FailsWithZero>().Run("-t", "FailsWithZero").ShouldBe(1);

    [Test]
    public void Any_other_exception_gives_1_and_its_message()
    {
        var build = new TestBuild().With<Breaks>();

        build.Run("-t", "Breaks").ShouldBe(1);

        build.Log.Errors.ShouldContain("Error: broken");
    }

    [Test]
    public void Diagnostic_verbosity_shows_the_whole_exception()
    {
        var build = new TestBuild().With<Breaks>();

        build.Run("-t", "Breaks", "-v", "diagnostic");

        build.Log.Errors.ShouldContain(error => error.Contains(nameof(InvalidOperationException)));
    }

    private sealed class Fails : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(7, "seven");
    }

    private sealed class FailsTwice : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) =>
            Task.FromException(
                new AggregateException(new InvalidOperationException(), new CakeException(8, "eight"))
            );
    }

    private sealed class Wraps : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            throw new InvalidOperationException("outer", new CakeException(7, "inner"));
    }

    private sealed class FailsPlainly : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException("plain");
    }

    private sealed class FailsWithZero : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(0, "zero");
    }

    private sealed class Breaks : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");
    }
}
