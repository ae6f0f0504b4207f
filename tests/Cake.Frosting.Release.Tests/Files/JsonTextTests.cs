using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Tests.Files;

public sealed class JsonTextTests
{
    [TestCase("{\"a\": [1, 2, {\"b\": \"c\"}]}", true)]
    [TestCase("{\"a\": [1, 2, {\"b\": \"c", false)]
    [TestCase("{\"a\": 1} and more", false)]
    [TestCase("", false)]
    [TestCase("   ", false)]
    public async Task A_file_is_whole_JSON_or_it_is_said_why_not(string text, bool isWhole) =>
        (await ProblemAsync(text) is null).ShouldBe(isWhole);

    [Test]
    public async Task A_file_of_many_parts_is_read_to_its_end()
    {
        var rows = string.Join(",", Enumerable.Range(0, 100_000).Select(n => $"{{\"id\":{n}}}"));

        (await ProblemAsync($"[{rows}]")).ShouldBeNull();
        (await ProblemAsync($"[{rows}")).ShouldNotBeNull();
        (await ProblemAsync($"[\"{new string('x', 1_000_000)}\"]")).ShouldBeNull();
    }

    private static async Task<string?> ProblemAsync(string text)
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["export.json"], text);
        return await JsonText.ProblemAsync(directory["export.json"], default);
    }
}
