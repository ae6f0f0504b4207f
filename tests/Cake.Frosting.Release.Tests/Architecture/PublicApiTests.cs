using System.Runtime.CompilerServices;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Architecture;

public sealed class PublicApiTests
{
    [Test]
    public void The_public_surface_is_the_one_that_was_accepted()
    {
        var actual = PublicApi.Of(typeof(Step).Assembly);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(Accepted(), actual);
        }

        actual.ShouldBe(
            File.ReadAllText(Accepted()),
            "The public API changed. Where that is meant, ACCEPT=1 rewrites PublicApi.txt."
        );
    }

    private static string Accepted([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "PublicApi.txt");
}
