using System.Diagnostics;
using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.Tests.Assets;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SelectionTests : IDisposable
{
    private readonly StaticSite _site = new();

    public void Dispose() => _site.Dispose();

    [TestCase("site.css", true)]
    [TestCase("SITE.CSS", true)]
    [TestCase("app.min.js", true)]
    [TestCase("app.js.map", true)]
    [TestCase(".well-known/security.txt", true)]
    [TestCase("with space.css", true)]
    [TestCase("quote'\"s.css", true)]
    [TestCase("new\nline.css", true)]
    [TestCase("-rf.css", true)]
    [TestCase("naïve-日本-🚀.css", true)]
    [TestCase("*[x]{y}?.css", true)]
    [TestCase("photo.png", false)]
    [TestCase("font.woff2", false)]
    [TestCase("data.css.gz", false)]
    [TestCase("data.css.BR", false)]
    [TestCase("css", false)]
    public async Task Names_select_what_is_compressed(string name, bool expected)
    {
        _site.Add(name);

        var result = await _site.Run();

        result.Sources.ShouldBe(expected ? 1 : 0);
        _site.Has(name + ".gz").ShouldBe(expected);
        _site.Has(name + ".br").ShouldBe(expected);
    }

    [TestCase("*.css", "a.css;d/b.css")]
    [TestCase("/*.css", "a.css")]
    [TestCase("d/*", "d/b.css;d/c.js")]
    [TestCase("**/e/*.js", "d/e/f.js")]
    [TestCase("d/**", "d/b.css;d/c.js;d/e/f.js")]
    [TestCase("[bc].*", "")]
    [TestCase("?.{js,txt}", "d/c.js;d/e/f.js")]
    [TestCase("d/**/f.js", "d/e/f.js")]
    [TestCase("**", "a.css;d/b.css;d/c.js;d/e/f.js")]
    public async Task Patterns_select_what_is_included(string pattern, string expected)
    {
        foreach (var name in new[] { "a.css", "d/b.css", "d/c.js", "d/e/f.js" })
        {
            _site.Add(name, StaticSite.Text(1000, name.Length));
        }

        var plan = await _site.Plan(new CompressOptions { Include = [pattern], Brotli = false });
        var rest = await _site.Plan(
            new CompressOptions
            {
                Include = ["**"],
                Exclude = [pattern],
                Brotli = false,
            }
        );

        Sources(plan).ShouldBe(expected.Split(';', StringSplitOptions.RemoveEmptyEntries));
        Sources(plan)
            .Concat(Sources(rest))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["a.css", "d/b.css", "d/c.js", "d/e/f.js"]);
    }

    [TestCase("{a")]
    [TestCase("a}")]
    public void A_pattern_with_a_lost_brace_is_refused(string pattern) =>
        Should
            .Throw<ArgumentException>(() => _site.Plan(new CompressOptions { Include = [pattern] }))
            .Message.ShouldContain($"'{pattern}'");

    [Test]
    public async Task Small_and_empty_files_are_left_alone()
    {
        _site.Add("below.css", StaticSite.Text(255));
        _site.Add("at.css", StaticSite.Text(256));
        _site.Add("empty.css", "");

        (await _site.Run()).Sources.ShouldBe(1);
        (await _site.Run(new CompressOptions { MinimumBytes = 0 })).Sources.ShouldBe(2);
        _site.Has("empty.css.gz").ShouldBeFalse();
    }

    [Test]
    public async Task An_excluded_source_loses_the_variants_that_we_made()
    {
        _site.Add("site.css");
        await _site.Run();

        await _site.Run(new CompressOptions { Exclude = ["site.*"] });

        _site.Names().ShouldBe([StaticSite.Manifest, "site.css"]);
    }

    [Test]
    public async Task A_link_within_the_directory_gets_variants_of_its_target()
    {
        _site.Add("v3/site.css");
        File.CreateSymbolicLink(_site.PathOf("latest.css"), "v3/site.css");

        await _site.Run();

        _site.Unpacked("latest.css.br").ShouldBe(_site.Bytes("v3/site.css"));
        new FileInfo(_site.PathOf("latest.css")).LinkTarget.ShouldBe("v3/site.css");
    }

    [Test]
    public async Task Links_out_of_the_directory_are_not_followed()
    {
        using var outside = new StaticSite();
        outside.Add("secret.css");
        File.CreateSymbolicLink(_site.PathOf("file.css"), outside.PathOf("secret.css"));
        Directory.CreateSymbolicLink(_site.PathOf("directory"), outside.Root);
        File.CreateSymbolicLink(_site.PathOf("through.css"), "directory/secret.css");
        Directory.CreateSymbolicLink(_site.PathOf("circle"), ".");
        File.CreateSymbolicLink(_site.PathOf("nowhere.css"), "gone.css");
        File.CreateSymbolicLink(_site.PathOf("itself.css"), "itself.css");

        var result = await _site.Run();

        result.Sources.ShouldBe(0);
        result.Notices.Count.ShouldBe(4);
        outside.Names().ShouldBe(["secret.css"]);
    }

    [Test]
    public async Task The_directory_itself_may_be_a_link()
    {
        _site.Add("releases/1/site.css");
        Directory.CreateSymbolicLink(_site.PathOf("current"), "releases/1");

        await new StaticCompressor().RunAsync([new StaticDirectory(_site.PathOf("current"))]);

        _site.Has("releases/1/site.css.gz").ShouldBeTrue();
    }

    [Test]
    public async Task A_pipe_is_not_read()
    {
        Process.Start("mkfifo", [_site.PathOf("pipe.css")]).WaitForExit();

        var result = await _site
            .Run(new CompressOptions { MinimumBytes = 0 })
            .WaitAsync(TimeSpan.FromSeconds(20));

        result.Sources.ShouldBe(0);
    }

    [Test]
    public async Task A_name_that_has_no_room_for_a_suffix_is_left_alone_with_a_notice()
    {
        _site.Add(new string('n', 250) + ".css");

        var result = await _site.Run();

        result.Notices.ShouldHaveSingleItem().ShouldContain("too long");
    }

    [Test]
    public async Task A_name_that_is_not_UTF8_is_left_alone_with_a_notice()
    {
        var script = $"printf %0999d 0 > \"{_site.Root}/$(printf 'b\\377d.css')\"";
        Process.Start("sh", ["-c", script]).WaitForExit();

        var result = await _site.Run();
        Process.Start("sh", ["-c", $"rm \"{_site.Root}\"/b*"]).WaitForExit();

        result.Notices.ShouldHaveSingleItem().ShouldContain("not UTF-8");
    }

    private IEnumerable<string> Sources(CompressPlan plan) =>
        plan.Variants.Select(v => Path.GetRelativePath(_site.Root, v.Path)[..^".gz".Length]);
}
