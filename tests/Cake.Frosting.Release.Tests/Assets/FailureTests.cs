using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.Tests.Assets;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FailureTests : IDisposable
{
    private readonly StaticSite _site = new();

    public void Dispose() => _site.Dispose();

    [Test]
    public async Task What_a_killed_run_left_is_cleaned_up()
    {
        _site.Add("css/site.css");
        _site.Add("css/.compress-0123456789abcdef.tmp");
        _site.Add("css/.compress-notes.tmp");
        _site.Add(StaticSite.Manifest + ".tmp");

        (await _site.Plan()).With(VariantAction.Remove).Single().Reason.ShouldBe("left by a killed run");
        var result = await _site.Run();

        result.Removed.ShouldBe([_site.PathOf("css/.compress-0123456789abcdef.tmp")]);
        _site
            .Names()
            .ShouldBe([
                StaticSite.Manifest,
                "css/.compress-notes.tmp",
                "css/site.css",
                "css/site.css.br",
                "css/site.css.gz",
            ]);
    }

    [Test]
    public async Task A_directory_in_place_of_a_variant_stops_the_run_before_it_changes_anything()
    {
        _site.Add("a.css");
        _site.Add("b.css", StaticSite.Text(900, 2));
        Directory.CreateDirectory(_site.PathOf("b.css.gz"));

        var error = await Should.ThrowAsync<CompressException>(() => _site.Run());

        error.Path.ShouldBe(_site.PathOf("b.css.gz"));
        error.Message.ShouldContain("Move it, or exclude");
        _site.Names().ShouldBe(["a.css", "b.css"]);
    }

    [Test]
    public async Task A_failure_in_the_middle_leaves_nothing_half_written_and_keeps_what_is_done()
    {
        _site.Add("first.css", StaticSite.Text(9000));
        _site.Add("second.css", StaticSite.Text(800, 2));
        var inTheWay = new OnProgress(_ => Directory.CreateDirectory(_site.PathOf("second.css.gz/x")));

        var error = await Should.ThrowAsync<CompressException>(() =>
            _site.Run(new CompressOptions { Parallelism = 1 }, inTheWay)
        );

        error.Message.ShouldContain(_site.PathOf("second.css.gz"));
        _site
            .Names()
            .ShouldBe([StaticSite.Manifest, "first.css", "first.css.br", "first.css.gz", "second.css"]);
        Directory.Delete(_site.PathOf("second.css.gz"), recursive: true);
        (await _site.Run()).Written.ShouldBe([_site.PathOf("second.css.br"), _site.PathOf("second.css.gz")]);
    }

    [Test]
    public async Task Cancelling_leaves_nothing_half_written_and_keeps_what_is_done()
    {
        _site.Add("first.css", StaticSite.Text(9000));
        _site.Add("second.css", StaticSite.Text(800, 2));
        using var cancelled = new CancellationTokenSource();
        var cancel = new OnProgress(_ => cancelled.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _site.Run(new CompressOptions { Parallelism = 1 }, cancel, cancelled.Token)
        );

        _site
            .Names()
            .ShouldBe([StaticSite.Manifest, "first.css", "first.css.br", "first.css.gz", "second.css"]);
        (await _site.Run()).Skipped.ShouldBe(2);
    }

    [Test]
    public async Task Cancelling_does_not_wait_for_the_end_of_a_large_file()
    {
        _site.Add("large.js", StaticSite.Text(12_000_000));
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var time = System.Diagnostics.Stopwatch.StartNew();

        await Should.ThrowAsync<OperationCanceledException>(() => _site.Run(cancellation: cancelled.Token));

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        _site.Names().ShouldBe(["large.js"]);
    }

    [Test]
    public async Task A_source_that_changes_meanwhile_is_an_error_that_says_so()
    {
        _site.Add("first.css", StaticSite.Text(9000));
        _site.Add("second.css", StaticSite.Text(800, 2));
        var change = new OnProgress(_ => _site.Add("second.css", StaticSite.Text(800, 3)));

        var error = await Should.ThrowAsync<CompressException>(() =>
            _site.Run(new CompressOptions { Parallelism = 1 }, change)
        );

        error.Message.ShouldContain("second.css changed while it was compressed");
        _site.Has("second.css.gz").ShouldBeFalse();
    }

    [Test]
    public async Task An_unreadable_file_is_named_with_the_way_out()
    {
        var path = _site.Add("private.css");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        if (CanRead(path))
        {
            Assert.Ignore("This user reads everything (root); run as another user.");
        }

        var error = await Should.ThrowAsync<CompressException>(() => _site.Run());

        error.Message.ShouldStartWith($"Cannot read {path}:");
        error.Message.ShouldContain("exclude it");
    }

    [Test]
    public async Task A_missing_directory_is_named()
    {
        var error = await Should.ThrowAsync<CompressException>(() =>
            new StaticCompressor().PlanAsync([new StaticDirectory(_site.PathOf("gone"))])
        );

        error.Message.ShouldStartWith($"There is no directory {_site.PathOf("gone")}.");
    }

    [Test]
    public async Task Two_runs_in_one_directory_do_not_mix()
    {
        _site.Add("site.css");
        CompressException? error = null;
        var again = new OnProgress(_ => error = Should.Throw<CompressException>(() => _site.Run()));

        await _site.Run(progress: again);

        error.ShouldNotBeNull().Message.ShouldContain("Another run is compressing");
        _site.Names().ShouldBe([StaticSite.Manifest, "site.css", "site.css.br", "site.css.gz"]);
    }

    [Test]
    public async Task Several_directories_are_compressed_together_each_with_its_manifest()
    {
        using var other = new StaticSite();
        using var elsewhere = new StaticSite();
        _site.Add("a.css");
        other.Add("b.css");
        var manifest = elsewhere.PathOf("manifest.json");

        await new StaticCompressor().RunAsync([new(_site.Root), new(other.Root, manifest)]);
        var plan = await new StaticCompressor().PlanAsync([new(_site.Root), new(other.Root, manifest)]);

        plan.IsInPlace.ShouldBeTrue();
        plan.Variants.Count.ShouldBe(4);
        other.Names().ShouldBe(["b.css", "b.css.br", "b.css.gz"]);
        elsewhere.Names().ShouldBe(["manifest.json"]);
    }

    [Test]
    public async Task A_directory_inside_of_another_is_refused()
    {
        _site.Add("inner/a.css");
        StaticDirectory[] directories = [new(_site.Root), new(_site.PathOf("inner"))];

        var error = await Should.ThrowAsync<CompressException>(() =>
            new StaticCompressor().RunAsync(directories)
        );

        error.Message.ShouldContain("Name only the outer one");
    }

    [Test]
    public async Task A_shared_manifest_is_refused()
    {
        using var other = new StaticSite();
        var manifest = other.PathOf("m.json");
        StaticDirectory[] directories = [new(_site.Root, manifest), new(other.Root, manifest)];

        var error = await Should.ThrowAsync<CompressException>(() =>
            new StaticCompressor().RunAsync(directories)
        );

        error.Message.ShouldContain("Give each its own");
    }

    [Test]
    public void Options_out_of_range_are_refused_when_they_are_set()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { GzipLevel = 10 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { BrotliQuality = 12 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { BrotliWindow = 25 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { MaximumRatio = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { MaximumRatio = 1.1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { MinimumBytes = -1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CompressOptions { Parallelism = 0 });
    }

    private static bool CanRead(string path)
    {
        try
        {
            File.ReadAllBytes(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
