using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.Tests.Assets;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class IncrementalTests : IDisposable
{
    private readonly StaticSite _site = new();

    [SetUp]
    public async Task SetUp()
    {
        _site.Add("site.css");
        _site.Add("app.js", StaticSite.Text(5000, 2));
        await _site.Run();
    }

    public void Dispose() => _site.Dispose();

    [Test]
    public async Task A_second_run_changes_nothing()
    {
        var before = _site.Snapshot();

        var result = await _site.Run();

        _site.Snapshot().ShouldBe(before);
        (result.Written.Count, result.Skipped).ShouldBe((0, 4));
    }

    [Test]
    public async Task Only_a_changed_source_is_compressed_again()
    {
        _site.Add("site.css", StaticSite.Text(4500, 9));

        var result = await _site.Run();

        result.Written.ShouldBe([_site.PathOf("site.css.br"), _site.PathOf("site.css.gz")]);
        _site.Unpacked("site.css.gz").ShouldBe(_site.Bytes("site.css"));
    }

    [Test]
    public async Task A_change_that_keeps_size_and_time_is_seen()
    {
        var time = File.GetLastWriteTimeUtc(_site.PathOf("site.css"));
        File.SetLastWriteTimeUtc(_site.Add("site.css", StaticSite.Text(4000, 3)), time);

        await _site.Run();

        _site.Unpacked("site.css.br").ShouldBe(_site.Bytes("site.css"));
    }

    [TestCase("truncated")]
    [TestCase("tampered")]
    [TestCase("emptied")]
    [TestCase("missing")]
    [TestCase("link")]
    public async Task A_damaged_variant_is_written_again(string damage)
    {
        var good = _site.Bytes("site.css.gz");
        var variant = _site.PathOf("site.css.gz");
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(variant, good[..^10]);
                break;
            case "tampered":
                File.WriteAllBytes(variant, [.. good[..^1], (byte)(good[^1] ^ 1)]);
                File.SetLastWriteTimeUtc(variant, File.GetLastWriteTimeUtc(_site.PathOf("site.css")));
                break;
            case "emptied":
                File.WriteAllBytes(variant, []);
                break;
            case "missing":
                File.Delete(variant);
                break;
            default:
                File.Move(variant, variant + ".moved");
                File.CreateSymbolicLink(variant, variant + ".moved");
                break;
        }

        var result = await _site.Run();

        result.Written.ShouldBe([variant]);
        _site.Bytes("site.css.gz").ShouldBe(good);
        new FileInfo(variant).LinkTarget.ShouldBeNull();
    }

    [Test]
    public async Task Changed_settings_redo_only_the_encoding_that_they_are_about()
    {
        var result = await _site.Run(new CompressOptions { BrotliQuality = 2 });

        result.Written.ShouldBe([_site.PathOf("app.js.br"), _site.PathOf("site.css.br")]);
        result.Skipped.ShouldBe(2);
    }

    [Test]
    public async Task An_encoding_that_is_no_longer_asked_for_is_taken_away()
    {
        var result = await _site.Run(new CompressOptions { Brotli = false });

        result.Removed.ShouldBe([_site.PathOf("app.js.br"), _site.PathOf("site.css.br")]);
        _site.Has("site.css.br").ShouldBeFalse();
        _site.Has("site.css.gz").ShouldBeTrue();
    }

    [Test]
    public async Task A_touched_source_passes_its_time_on_without_compression()
    {
        var time = new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_site.PathOf("site.css"), time);

        var result = await _site.Run();

        result.Written.ShouldBeEmpty();
        result.Touched.ShouldBe([_site.PathOf("site.css.br"), _site.PathOf("site.css.gz")]);
        File.GetLastWriteTimeUtc(_site.PathOf("site.css.gz")).ShouldBe(time);
    }

    [Test]
    public async Task Variants_of_a_removed_source_are_removed()
    {
        File.Delete(_site.PathOf("site.css"));

        var result = await _site.Run();

        result.Removed.ShouldBe([_site.PathOf("site.css.br"), _site.PathOf("site.css.gz")]);
        _site.Names().ShouldBe([StaticSite.Manifest, "app.js", "app.js.br", "app.js.gz"]);
    }

    [Test]
    public async Task A_download_whose_name_ends_in_gz_is_left_alone()
    {
        _site.Add("data.tar.gz", StaticSite.Noise(500));

        await _site.Run();

        _site.Bytes("data.tar.gz").ShouldBe(StaticSite.Noise(500));
        _site.Has("data.tar.gz.br").ShouldBeFalse();
    }

    [Test]
    public async Task A_variant_replaced_by_a_download_survives_its_source()
    {
        File.Delete(_site.PathOf("site.css"));
        _site.Add("site.css.gz", StaticSite.Noise(500));

        var result = await _site.Run();

        _site.Bytes("site.css.gz").ShouldBe(StaticSite.Noise(500));
        result.Notices.ShouldHaveSingleItem().ShouldContain("site.css.gz is left alone");
    }

    [Test]
    public async Task A_variant_beside_a_source_that_is_not_ours_is_overwritten()
    {
        _site.Add("new.css");
        _site.Add("new.css.gz", StaticSite.Noise(500));

        (await _site.Plan())
            .Variants.Single(v => v.Path.EndsWith("new.css.gz", StringComparison.Ordinal))
            .Reason.ShouldBe("not made by this tool");
        await _site.Run();

        _site.Unpacked("new.css.gz").ShouldBe(_site.Bytes("new.css"));
    }

    [Test]
    public async Task A_stale_variant_that_would_not_be_kept_is_removed_and_a_right_one_left()
    {
        using var packed = new MemoryStream();
        using (
            var gzip = new System.IO.Compression.GZipStream(
                packed,
                System.IO.Compression.CompressionLevel.Fastest
            )
        )
        {
            gzip.Write(StaticSite.Noise(4000));
        }

        _site.Add("noise.css", StaticSite.Noise(4000));
        _site.Add("noise.css.gz", packed.ToArray());
        _site.Add("noise.css.br", "something else");

        var result = await _site.Run();

        result.Removed.ShouldBe([_site.PathOf("noise.css.br")]);
        _site.Bytes("noise.css.gz").ShouldBe(packed.ToArray());
    }

    [TestCase("{")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{\"version\":99,\"files\":{}}")]
    [TestCase("{\"version\":1,\"files\":{\"a.css\":null}}")]
    [TestCase("{\"version\":1,\"files\":{\"../a.css\":{\"sha256\":\"00\",\"variants\":{}}}}")]
    [TestCase("{\"version\":1,\"files\":{\"a.css\":{\"sha256\":\"00\",\"variants\":{\"gz\":null}}}}")]
    [TestCase("{\"version\":1}")]
    public async Task A_corrupt_manifest_counts_as_absent(string content)
    {
        _site.Add(StaticSite.Manifest, content);

        var result = await _site.Run();

        result.Notices.ShouldHaveSingleItem().ShouldContain("counts as absent");
        result.Written.Count.ShouldBe(4);
        (await _site.Plan()).IsInPlace.ShouldBeTrue();
    }

    [Test]
    public async Task A_manifest_that_names_a_file_outside_is_not_obeyed()
    {
        using var outside = new StaticSite();
        var victim = outside.Add("a.css.gz");
        var sha256 = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(victim))
        );
        var path = $"../{Path.GetFileName(outside.Root)}/a.css";
        var manifest = """
            {"version":1,"files":{"PATH":{"sha256":"00","variants":{
              "gz":{"settings":"level 9","length":4000,"sha256":"HASH"}}}}}
            """;
        _site.Add(StaticSite.Manifest, manifest.Replace("PATH", path).Replace("HASH", sha256));

        await _site.Run();

        File.Exists(victim).ShouldBeTrue();
    }

    [Test]
    public async Task A_plan_changes_nothing_and_says_what_a_run_will_do()
    {
        _site.Add("new.css");
        File.Delete(_site.PathOf("app.js"));
        File.WriteAllText(_site.PathOf("site.css.gz"), "tampered");
        var before = _site.Snapshot();

        var plan = await _site.Plan();

        _site.Snapshot().ShouldBe(before);
        plan.IsInPlace.ShouldBeFalse();
        plan.Variants.Select(v => (Path.GetFileName(v.Path), v.Action, v.Reason))
            .ShouldBe([
                ("app.js.br", VariantAction.Remove, "source gone"),
                ("app.js.gz", VariantAction.Remove, "source gone"),
                ("new.css.br", VariantAction.Write, "no variant yet"),
                ("new.css.gz", VariantAction.Write, "no variant yet"),
                ("site.css.br", VariantAction.Keep, "unchanged"),
                ("site.css.gz", VariantAction.Write, "variant modified"),
            ]);
        var result = await _site.Run();
        result.Written.ShouldBe(plan.With(VariantAction.Write).Select(v => v.Path));
        result.Removed.ShouldBe(plan.With(VariantAction.Remove).Select(v => v.Path));
        (await _site.Plan()).IsInPlace.ShouldBeTrue();
    }
}
