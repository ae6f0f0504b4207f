using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.Tests.Assets;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CompressionTests : IDisposable
{
    private readonly StaticSite _site = new();

    public void Dispose() => _site.Dispose();

    [TestCase(300)]
    [TestCase(100_000)]
    [TestCase(524_288)]
    [TestCase(524_289)]
    [TestCase(1_500_000)]
    public async Task Both_variants_hold_the_content_of_the_source(int length)
    {
        _site.Add("css/site.css", StaticSite.Text(length));

        var result = await _site.Run(new CompressOptions { BrotliQuality = 5 });

        result.Written.ShouldBe([_site.PathOf("css/site.css.br"), _site.PathOf("css/site.css.gz")]);
        _site.Unpacked("css/site.css.gz").ShouldBe(_site.Bytes("css/site.css"));
        _site.Unpacked("css/site.css.br").ShouldBe(_site.Bytes("css/site.css"));
    }

    [Test]
    public async Task The_systems_gzip_reads_what_was_written()
    {
        _site.Add("site.css", StaticSite.Text(600_000));

        await _site.Run(new CompressOptions { Brotli = false });

        if (!File.Exists("/usr/bin/gzip") && !File.Exists("/bin/gzip"))
        {
            Assert.Ignore("No gzip here; install the package gzip.");
        }

        _site.UnpackedBySystem("site.css.gz", "gzip").ShouldBe(_site.Bytes("site.css"));
    }

    [Test]
    public async Task The_gzip_header_carries_neither_time_nor_name()
    {
        _site.Add("site.css");

        await _site.Run();

        var header = _site.Bytes("site.css.gz").AsSpan(0, 10).ToArray();
        header[..4].ShouldBe<byte>([0x1f, 0x8b, 8, 0]);
        header[4..8].ShouldBe(new byte[4]);
    }

    [Test]
    public async Task Incompressible_content_is_never_damaged_on_its_way()
    {
        _site.Add("half.css", [.. StaticSite.Noise(700_000), .. new byte[700_000]]);

        await _site.Run(new CompressOptions { BrotliQuality = 4 });

        _site.Unpacked("half.css.gz").ShouldBe(_site.Bytes("half.css"));
        _site.Unpacked("half.css.br").ShouldBe(_site.Bytes("half.css"));
    }

    [Test]
    public async Task Two_runs_write_the_same_bytes_however_many_workers_there_are()
    {
        using var other = new StaticSite();
        foreach (var site in new[] { _site, other })
        {
            for (var i = 0; i < 30; i++)
            {
                File.SetLastWriteTimeUtc(
                    site.Add($"{i}.js", StaticSite.Text(300 + 40 * i, i % 20)),
                    DateTime.UnixEpoch
                );
            }

            File.SetLastWriteTimeUtc(site.Add("big.js", StaticSite.Text(700_000)), DateTime.UnixEpoch);
        }

        await _site.Run(new CompressOptions { Parallelism = 1 });
        await other.Run(new CompressOptions { Parallelism = 7 });

        File.SetLastWriteTimeUtc(_site.PathOf(StaticSite.Manifest), DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(other.PathOf(StaticSite.Manifest), DateTime.UnixEpoch);
        _site.Snapshot().ShouldBe(other.Snapshot());
        _site.Names().Count(name => name.EndsWith(".br", StringComparison.Ordinal)).ShouldBe(31);
    }

    [Test]
    public async Task Files_of_the_same_content_get_the_same_variants()
    {
        _site.Add("a.js", StaticSite.Text(5000));
        _site.Add("copy/of-a.js", StaticSite.Text(5000));

        var result = await _site.Run();

        result.Written.Count.ShouldBe(4);
        _site.Bytes("copy/of-a.js.br").ShouldBe(_site.Bytes("a.js.br"));
        (await _site.Plan()).IsInPlace.ShouldBeTrue();
    }

    [Test]
    public async Task A_new_copy_of_a_known_file_takes_over_its_variants()
    {
        _site.Add("a.js");
        await _site.Run();
        _site.Add("b.js");

        var result = await _site.Run();

        result.Written.ShouldBe([_site.PathOf("b.js.br"), _site.PathOf("b.js.gz")]);
        _site.Bytes("b.js.gz").ShouldBe(_site.Bytes("a.js.gz"));
    }

    [Test]
    public async Task Variants_have_the_modification_time_and_access_rights_of_their_source()
    {
        var source = _site.Add("site.css");
        File.SetLastWriteTimeUtc(
            source,
            new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567)
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                source,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
            );
        }

        await _site.Run();

        foreach (var variant in new[] { source + ".gz", source + ".br" })
        {
            File.GetLastWriteTimeUtc(variant).ShouldBe(File.GetLastWriteTimeUtc(source));
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(variant).ShouldBe(File.GetUnixFileMode(source));
            }
        }
    }

    [Test]
    public async Task A_variant_that_is_not_small_enough_is_not_kept_and_not_tried_again()
    {
        _site.Add("noise.css", StaticSite.Noise(5000));

        var first = await _site.Run();
        var second = await _site.Run();

        _site.Names().ShouldBe([StaticSite.Manifest, "noise.css"]);
        (first.Written.Count, first.Omitted).ShouldBe((0, 2));
        (second.Written.Count, second.Omitted).ShouldBe((0, 2));
        (await _site.Plan()).IsInPlace.ShouldBeTrue();
    }

    [Test]
    public async Task The_ratio_decides_without_compressing_what_is_known()
    {
        _site.Add("site.css");
        await _site.Run();
        var before = _site.Bytes("site.css.gz");

        var strict = await _site.Run(new CompressOptions { MaximumRatio = 0.0001 });
        _site.Names().ShouldBe([StaticSite.Manifest, "site.css"]);
        strict.Removed.Count.ShouldBe(2);

        await _site.Run();
        _site.Bytes("site.css.gz").ShouldBe(before);
    }

    [Test]
    public async Task The_result_counts_bytes_before_and_after()
    {
        _site.Add("a.css", StaticSite.Text(5000));
        _site.Add("b.css", StaticSite.Text(7000, 2));

        var first = await _site.Run(new CompressOptions { Brotli = false });
        var second = await _site.Run(new CompressOptions { Brotli = false });

        var after = _site.Bytes("a.css.gz").Length + _site.Bytes("b.css.gz").Length;
        first.Totals.ShouldBe([new EncodingTotals(ContentEncoding.Gzip, 2, 12_000, after)]);
        second.Totals.ShouldBe(first.Totals);
        (first.Sources, first.Skipped, second.Skipped).ShouldBe((2, 0, 2));
        first.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Test]
    public async Task Progress_goes_from_the_first_file_to_the_last()
    {
        _site.Add("a.css", StaticSite.Text(5000));
        _site.Add("b.css", StaticSite.Text(7000, 2));
        var seen = new List<CompressProgress>();

        await _site.Run(progress: new OnProgress(seen.Add));

        seen.Select(p => (p.FilesDone, p.FilesTotal, p.BytesTotal))
            .ShouldBe([(1, 2, 12_000L), (2, 2, 12_000L)]);
        seen[1].BytesDone.ShouldBe(12_000);
    }

    [Test]
    public async Task A_time_provider_measures_the_duration()
    {
        _site.Add("a.css");

        var result = await new StaticCompressor(time: new StoppedClock()).RunAsync([
            new StaticDirectory(_site.Root),
        ]);

        result.Duration.ShouldBe(TimeSpan.Zero);
    }
}
