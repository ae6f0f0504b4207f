using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>The checkouts that services read beside the project: checked, fetched, and brought to their branches.</summary>
internal static class CheckoutRoom
{
    public static IEnumerable<Step> Steps(Rooms rooms) =>
        rooms.Configuration.Checkouts.SelectMany(section =>
        {
            var repository = new GitRepository(
                rooms.Repository.Commands with
                {
                    Directory = section.Directory,
                },
                rooms.Runner
            );
            var steps = new CheckoutSteps(repository, section.Name, section.Remote, section.Branch);
            return new[] { steps.Check(), steps.Fetch(), steps.Bring() };
        });
}
