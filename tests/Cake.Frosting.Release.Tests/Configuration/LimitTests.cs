using System.Diagnostics;
using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class LimitTests
{
    [Test]
    public void A_billion_laughs_are_not_laughed()
    {
        var yaml = "project: shop\nx-a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
        for (var i = 1; i < 10; i++)
        {
            yaml += $"x-a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n";
        }

        Quickly(() =>
            Problems(yaml)
                .ShouldBe("release.yml(6,47): x-a4[7]: more than 100000 values up to here, aliases expanded")
        );
    }

    [TestCase('[')]
    [TestCase('{')]
    public void Deep_nesting_is_refused_without_falling_over(char bracket)
    {
        Quickly(() =>
            Problems("project: " + new string(bracket, 200_000))
                .ShouldContain("nested more than 50 levels deep")
        );
    }

    [Test]
    public void Deep_nesting_by_dashes_is_refused()
    {
        Quickly(() =>
            Problems("fetch:\n  " + string.Concat(Enumerable.Repeat("- ", 100_000)))
                .ShouldEndWith("…: nested more than 50 levels deep")
        );
    }

    [Test]
    public void A_text_of_ten_megabytes_is_refused()
    {
        Quickly(() =>
            Problems(new string('a', 10_000_000))
                .ShouldBe("release.yml: is larger than 1 MiB, which no configuration is.")
        );
    }

    [Test]
    public void A_megabyte_of_problems_is_reported_quickly()
    {
        var services = string.Concat(
            Enumerable
                .Range(0, 12_000)
                .Select(i => $"  service{i}: {{ comand: x, dependsOn: [servic{i}, {i}] }}\n")
        );

        Quickly(() => Problems($"project: shop\nservices:\n{services}").ShouldEndWith(" more"));
    }

    [Test]
    public void A_long_chain_of_dependencies_is_no_trouble()
    {
        var services = string.Concat(
            Enumerable
                .Range(0, 8_000)
                .Select(i => $"  s{i}: {{ command: [x], dependsOn: [s{(i + 1) % 8_000}] }}\n")
        );

        Quickly(() => Problems($"project: shop\nservices:\n{services}").ShouldContain("s0 → s1 → s2 → "));
    }

    private static void Quickly(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
