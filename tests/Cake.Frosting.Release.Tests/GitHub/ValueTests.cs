using System.Net;
using System.Net.Http.Headers;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.GitHub;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.GitHub;

public sealed class ValueTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 42, 27, TimeSpan.Zero);

    [TestCase("git@github.com:example/shop.git", "github.com", "example/shop")]
    [TestCase("https://github.com/example/shop", "github.com", "example/shop")]
    [TestCase("https://x-access-token:abc@github.com/example/shop.git", "github.com", "example/shop")]
    [TestCase("ssh://git@ssh.github.com:443/example/shop.git", "ssh.github.com", "example/shop")]
    [TestCase("https://Git.Example.org:8443/team/my.shop/", "git.example.org", "team/my.shop")]
    public void A_remote_tells_its_repository(string url, string host, string repository)
    {
        var found = RepositoryName.FromRemote(url);

        found!.Value.Host.ShouldBe(host);
        found.Value.Repository.ToString().ShouldBe(repository);
    }

    [TestCase("/srv/git/shop.git")]
    [TestCase("../shop")]
    [TestCase("file:///srv/git/shop.git")]
    [TestCase("https://gitlab.com/group/sub/shop.git")]
    [TestCase("C:\\git\\shop")]
    [TestCase("")]
    public void Other_remotes_tell_none(string url) => RepositoryName.FromRemote(url).ShouldBeNull();

    [TestCase("https://api.github.com", "github.com")]
    [TestCase("https://api.octo.ghe.com", "octo.ghe.com")]
    [TestCase("https://git.example.org/api/v3", "git.example.org")]
    public void The_host_of_the_pages_follows_from_the_one_of_the_API(string api, string host) =>
        new GitHubSite(new Uri(api), null, new Secret("T", null)).WebHost.ShouldBe(host);

    [TestCase("<https://a/?page=2>; rel=\"next\", <https://a/?page=9>; rel=\"last\"", "https://a/?page=2")]
    [TestCase("<https://a/?page=1>; rel=\"prev\", <https://a/?b,c=3>; rel=\"next\"", "https://a/?b,c=3")]
    [TestCase("<https://a/?page=2>; title=\"x; y\"; rel=next", "https://a/?page=2")]
    [TestCase("<https://a/?page=1>; rel=\"first\"", null)]
    [TestCase("<next>; rel=\"next\"", null)]
    [TestCase("", null)]
    public void The_next_page_is_the_one_that_the_header_names(string header, string? next) =>
        LinkHeader.Next(header)?.AbsoluteUri.ShouldBe(next);

    [Test]
    public async Task GitHub_says_how_long_to_wait()
    {
        var backOff = new BackOff();

        (await WaitAsync(backOff, 403, retryAfter: 90)).ShouldBe(TimeSpan.FromSeconds(90));
        (await WaitAsync(backOff, 503, retryAfter: 7)).ShouldBe(TimeSpan.FromSeconds(7));
        (await WaitAsync(backOff, 403, reset: Now.AddMinutes(5))).ShouldBe(TimeSpan.FromMinutes(5));
        (await WaitAsync(backOff, 429, reset: Now.AddHours(-1))).ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public async Task Where_it_does_not_say_the_wait_doubles_and_has_an_end()
    {
        var backOff = new BackOff();

        (await WaitAsync(backOff, 502)).ShouldBe(TimeSpan.FromSeconds(1));
        (await WaitAsync(backOff, 502, tries: 4)).ShouldBe(TimeSpan.FromSeconds(8));
        (await WaitAsync(backOff, 502, tries: 6)).ShouldBeNull();
        (await WaitAsync(backOff, 429)).ShouldBe(TimeSpan.FromMinutes(1));
        (await WaitAsync(backOff, 429, tries: 3)).ShouldBe(TimeSpan.FromMinutes(4));
        (await WaitAsync(backOff, 403, reset: Now.AddMinutes(16))).ShouldBeNull();
        (await WaitAsync(backOff, 429, tries: 4, waited: TimeSpan.FromMinutes(8))).ShouldBeNull();
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(409)]
    [TestCase(422)]
    public async Task A_refusal_is_not_tried_again(int status) =>
        (await WaitAsync(new BackOff(), status)).ShouldBeNull();

    [Test]
    public void A_draft_is_known_by_its_marker_and_text_keeps_nothing_of_it()
    {
        var marked = DraftMarker.Put("One\n\n<!-- a comment -->", "20261121T104227Z-2.0.0-rc.1");

        DraftMarker.Read(marked).ShouldBe("20261121T104227Z-2.0.0-rc.1");
        DraftMarker
            .Read(DraftMarker.Put(marked, "20261122T104227Z-2.0.0"))
            .ShouldBe("20261122T104227Z-2.0.0");
        DraftMarker.Remove(marked).ShouldBe("One\n\n<!-- a comment -->");
        DraftMarker.Remove(DraftMarker.Put("", "20261121T104227Z-1.0.0")).ShouldBe("");
        DraftMarker.Read("<!-- release notes -->").ShouldBeNull();
        DraftMarker.Read(null).ShouldBeNull();
    }

    [Test]
    public void A_text_that_is_too_long_ends_after_a_whole_line()
    {
        var text = string.Concat(Enumerable.Repeat("- One thing.\n", 10_000));

        var fitted = ReleaseText.Fit(text);

        fitted.Length.ShouldBeLessThan(125_000);
        fitted.ShouldEndWith("- One thing.\n\n… and more, in the changelog.");
        ReleaseText.Fit("short").ShouldBe("short");
    }

    [Test]
    public async Task Files_are_found_by_globs_and_each_glob_must_find_one()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("dist/a.zip", "a");
        directory.Write("dist/deep/b.zip", "b");
        directory.Write("dist/c v1+2.txt", "c");

        (await FindAsync("dist/*.zip")).ShouldBe(["a.zip"]);
        (await FindAsync("dist/**/*.zip")).ShouldBe(["a.zip", "b.zip"]);
        (await FindAsync("dist/c v1+2.txt")).ShouldBe(["c.v1.2.txt"]);
        (await FindAsync("dist/a.zip", "dist/*")).ShouldBe(["a.zip", "c.v1.2.txt"]);
        (await RefusedAsync("nowhere/*.zip")).ShouldStartWith(
            "github/assets: 'nowhere/*.zip' matches no file"
        );
        (await RefusedAsync("dist/*.tar")).ShouldContain("matches no file");
        directory.Write("dist/c v1 2.txt", "c");
        (await RefusedAsync("dist/*.txt")).ShouldContain("would both be called c.v1.2.txt");
        directory.Write("dist/empty", "");
        (await RefusedAsync("dist/empty")).ShouldContain("has 0 bytes");

        async Task<IEnumerable<string>> FindAsync(params string[] globs) =>
            (
                await AssetFiles.FindAsync(
                    new GitHubReleaseOptions
                    {
                        Tag = "v1",
                        Title = "1",
                        Assets = globs,
                        Directory = directory.Path,
                    },
                    default
                )
            ).Select(file => file.Name);

        async Task<string> RefusedAsync(string glob) =>
            (await Should.ThrowAsync<ReleaseRefusedException>(() => FindAsync(glob))).Problem;
    }

    private static async Task<TimeSpan?> WaitAsync(
        BackOff backOff,
        int status,
        int tries = 1,
        int? retryAfter = null,
        DateTimeOffset? reset = null,
        TimeSpan waited = default
    )
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        if (retryAfter is { } seconds)
        {
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        }

        if (reset is { } at)
        {
            response.Headers.Add("x-ratelimit-remaining", "0");
            response.Headers.Add("x-ratelimit-reset", $"{at.ToUnixTimeSeconds()}");
        }

        return backOff.After(await ApiReply.ReadAsync(response, Now, default), tries, waited, Now, 0);
    }
}
