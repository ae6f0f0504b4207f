using Cake.Core;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Journal;

namespace Cake.Frosting.Release.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FreezingTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly StringWriter output = new();

    public FreezingTests() => directory.Write("release.yml", "project: shop\n");

    private LocalState State => new(directory[".release"]);

    public void Dispose()
    {
        directory.Dispose();
        output.Dispose();
    }

    [Test]
    public void A_freeze_says_who_and_why_and_how_it_is_lifted()
    {
        Releaser("--message=stocktaking until Monday").Freeze();

        State.FindFreeze()!.Message.ShouldBe("stocktaking until Monday");
        output.ToString().ShouldContain("no release of shop begins until");
        var refused = Should.Throw<ReleaseRefusedException>(() => Check(null));
        refused.Problem.ShouldStartWith(
            $"This target is frozen by {Environment.UserName}@{Environment.MachineName} since "
        );
        refused.Problem.ShouldEndWith(": stocktaking until Monday");
        refused.WayOut.ShouldContain("--target=Unfreeze");
    }

    [Test]
    public void A_release_that_has_ended_is_no_reason_to_let_the_next_one_begin()
    {
        Releaser("--message=why").Freeze();

        Should.Throw<ReleaseRefusedException>(() => Check(Lines.Fold(Lines.Ended("LIVE"))));
    }

    [Test]
    public void What_has_begun_may_be_finished()
    {
        Releaser("--message=why").Freeze();

        Check(Lines.Fold());

        output.ToString().ShouldContain("What has begun may be finished.");
    }

    [Test]
    public void A_second_freeze_takes_the_place_of_the_first_and_tells_of_it()
    {
        Releaser("--message=stocktaking").Freeze();
        Releaser("--message=the auditors are here").Freeze();

        output.ToString().ShouldContain("It was frozen before, by ");
        output.ToString().ShouldContain(": stocktaking");
        State.FindFreeze()!.Message.ShouldBe("the auditors are here");
    }

    [Test]
    public void Lifting_is_told_and_done_twice_it_does_no_harm()
    {
        Releaser("--message=stocktaking").Freeze();

        Releaser().Unfreeze();
        Releaser().Unfreeze();

        output.ToString().ShouldContain("The freeze of shop is lifted");
        output.ToString().ShouldContain("shop is not frozen.");
        State.FindFreeze().ShouldBeNull();
        Check(null);
    }

    [Test]
    public void A_freeze_without_a_reason_is_refused() =>
        Should.Throw<CakeException>(() => Releaser().Freeze()).Message.ShouldContain("--message=");

    private Releaser Releaser(params string[] arguments) => new(Tool(arguments));

    private void Check(Release.Journal.ReleaseRecord? latest) => new Freezing(Tool()).Check(State, latest);

    private Tool Tool(params string[] arguments) =>
        new(ReleaseArguments.Parse([$"--working={directory.Path}", .. arguments]), []) { Output = output };
}
