using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Errors;

public sealed class ReleaseExceptionTests
{
    [Test]
    public void An_error_tells_the_problem_and_below_it_the_way_out()
    {
        var error = new ReleaseRefusedException("The tree is dirty.", "Commit or stash.");

        error.Message.ShouldBe($"The tree is dirty.{Environment.NewLine}→ Commit or stash.");
        error.Problem.ShouldBe("The tree is dirty.");
        error.WayOut.ShouldBe("Commit or stash.");
    }

    [Test]
    public void An_error_that_says_it_all_has_no_arrow() =>
        new ConfigurationException("release.yml(1,1): project: missing").Message.ShouldBe(
            "release.yml(1,1): project: missing"
        );

    [Test]
    public void There_are_three_kinds_of_errors_for_users() =>
        typeof(ReleaseException)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ReleaseException)))
            .Select(type => type.Name)
            .Order()
            .ShouldBe([
                nameof(CommandFailedException),
                nameof(ConfigurationException),
                nameof(ReleaseRefusedException),
            ]);
}
