using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Registries;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Checks;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Postgres;
using Cake.Frosting.Release.Tests.Running;

namespace Cake.Frosting.Release.Tests.Registries;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImageCheckTests : IDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Facts facts = new();
    private readonly RecordingEvents events = new();
    private TemporaryDirectory docker = null!;

    [SetUp]
    public void MakeDirectory() => docker = new TemporaryDirectory();

    [TearDown]
    public void Dispose() => docker.Dispose();

    [Test]
    public async Task An_image_is_there_with_its_digest_and_its_size()
    {
        using var registry = RegistryServer.Start();
        var plain = registry.Push("team/shop", "1.4.0", 1000, 500);
        var oci = registry.PushOci("team/shop", "oci", 2000);

        (await CheckAsync($"{registry.Address}/team/shop:1.4.0")).ShouldBe((plain, 1502));
        (await CheckAsync($"{registry.Address}/team/shop:oci")).ShouldBe((oci, 2002));
        (await CheckAsync($"{registry.Address}/team/shop@{plain}")).ShouldBe((plain, 1502));
    }

    [Test]
    public async Task Of_a_list_the_platform_of_the_engine_is_weighed_and_the_list_is_pinned()
    {
        using var registry = RegistryServer.Start();
        var list = registry.PushList(
            "team/shop",
            "1",
            ("linux/arm/v7", 1000),
            ("linux/amd64", 3000),
            ("linux/arm64", 4000)
        );
        var image = $"{registry.Address}/team/shop:1";

        (await CheckAsync(image)).ShouldBe((list, 3002));
        (await CheckAsync(image, Options with { Platform = "linux/arm" })).ShouldBe((list, 1002));
        var refusal = await RefusalAsync(image, Options with { Platform = "linux/s390x" });
        refusal.Problem.ShouldBe(
            $"{image} is not there for linux/s390x, only for linux/arm/v7, linux/amd64, linux/arm64."
        );
    }

    [Test]
    public async Task A_tag_that_is_not_there_is_told_with_those_near_it_and_a_repository_by_its_name()
    {
        using var registry = RegistryServer.Start();
        foreach (var tag in (string[])["v1.3.9", "v1.4.0", "latest", "v0.1", "main", "nightly-2026-11-21"])
        {
            registry.Push("team/shop", tag, 10);
        }

        var tagRefusal = await RefusalAsync($"{registry.Address}/team/shop:1.4.0");
        var nameRefusal = await RefusalAsync($"{registry.Address}/team/shopp:1.4.0");

        tagRefusal.Problem.ShouldStartWith(
            $"{registry.Address} has team/shop, and no 1.4.0 of it; near it are v1.4.0, v1.3.9, "
        );
        tagRefusal.WayOut.ShouldContain("registry/wait");
        nameRefusal.Problem.ShouldBe($"{registry.Address} has no repository team/shopp.");
    }

    [Test]
    public async Task An_image_that_is_still_being_built_is_waited_for_until_the_deadline()
    {
        using var registry = RegistryServer.Start();
        var image = $"{registry.Address}/team/shop:1.4.0";
        var options = Options with
        {
            Wait = TimeSpan.FromSeconds(60),
            Interval = TimeSpan.FromMilliseconds(20),
        };

        var check = CheckAsync(image, options);
        await Eventually.ShouldHoldAsync(() => events.Lines.Count > 2, "it waits");
        var digest = registry.Push("team/shop", "1.4.0", 10);

        (await check).Digest.ShouldBe(digest);
        events.Lines.ShouldContain($"{image} is not there yet (0 of 60 s)");
        var late = await RefusalAsync(image + "-late", options with { Wait = TimeSpan.FromSeconds(1) });
        late.Problem.ShouldStartWith($"{registry.Address} has team/shop, and no 1.4.0-late of it");
    }

    [Test]
    public async Task A_tag_that_was_moved_since_does_not_change_a_release_under_way()
    {
        using var registry = RegistryServer.Start();
        var first = registry.Push("team/shop", "1.4.0", 10);
        var image = $"{registry.Address}/team/shop:1.4.0";
        await CheckAsync(image);
        var second = registry.Push("team/shop", "1.4.0", 11);

        (await CheckAsync(image)).Digest.ShouldBe(first);

        events.Lines.ShouldContain(
            $"warning: {image} is another image now ({second}): this release stays with {first}, which it began with."
        );
    }

    [Test]
    public async Task A_registry_with_passwords_is_asked_with_those_of_docker_login()
    {
        using var registry = RegistryServer.WithPasswords();
        registry.Authorization = () => $"Basic {Basic(RegistryServer.Password)}";
        var digest = registry.Push("team/shop", "1", 10);
        var image = $"{registry.Address}/team/shop:1";

        var nobody = await RefusalAsync(image);
        nobody.Problem.ShouldContain($"{docker["config.json"]} has none for it");
        nobody.WayOut.ShouldStartWith($"Log in: docker login {registry.Address}");

        Login(registry.Address, $"\"auth\":\"{Basic("hunter2")}\"");
        var wrong = await RefusalAsync(image);
        wrong.Problem.ShouldBe(
            $"{image}: {registry.Address} refuses the credentials of anna from {docker["config.json"]}."
        );
        wrong.ToString().ShouldNotContain("hunter2");

        Login($"https://{registry.Address}/v2/", $"\"auth\":\"{Basic(RegistryServer.Password)}\"");
        (await CheckAsync(image)).Digest.ShouldBe(digest);

        Login(registry.Address, $"\"username\":\"anna\",\"password\":\"{RegistryServer.Password}\"");
        (await CheckAsync(image)).Digest.ShouldBe(digest);
        events.Lines.ShouldAllBe(line => !line.Contains(RegistryServer.Password));
    }

    [Test]
    public async Task Credentials_can_come_from_a_helper()
    {
        using var registry = RegistryServer.WithPasswords();
        registry.Authorization = () => $"Basic {Basic(RegistryServer.Password)}";
        var digest = registry.Push("team/shop", "1", 10);
        var image = $"{registry.Address}/team/shop:1";
        Helper("good", $"printf '{{\"Username\":\"anna\",\"Secret\":\"{RegistryServer.Password}\"}}'");
        Helper("empty", "echo 'credentials not found in native keychain'; exit 1");
        Helper("broken", "echo 'no bus' ; exit 1");
        Helper("asked", $"read key; test \"$key\" = {registry.Address} || exit 3; docker-credential-good");

        Configure("""{"credsStore":"good"}""");
        (await CheckAsync(image)).Digest.ShouldBe(digest);
        Configure($"{{\"credsStore\":\"broken\",\"credHelpers\":{{\"{registry.Address}\":\"asked\"}}}}");
        (await CheckAsync(image)).Digest.ShouldBe(digest);
        Login(
            registry.Address,
            $"\"auth\":\"{Basic(RegistryServer.Password)}\"",
            "\"credsStore\":\"empty\","
        );
        (await CheckAsync(image)).Digest.ShouldBe(digest);
        Configure("""{"credsStore":"broken"}""");
        (await RefusalAsync(image)).Problem.ShouldBe(
            $"docker-credential-broken does not give the credentials for {registry.Address}: no bus"
        );
    }

    [Test]
    public async Task A_registry_with_tokens_is_asked_with_one()
    {
        using var tokens = new TokenServer();
        using var registry = RegistryServer.Start(directory => tokens.Section(directory["bundle.pem"]));
        registry.Authorization = () => $"Bearer {tokens.Token("team/shop", "pull", "push")}";
        var digest = registry.Push("team/shop", "1", 10);
        var image = $"{registry.Address}/team/shop:1";

        (await RefusalAsync(image)).Problem.ShouldContain("shows it to nobody without credentials");
        tokens.Requests.ShouldContain(request =>
            request.StartsWith("GET /health?service=shop-registry&scope=repository%3Ateam%2Fshop%3Apull ")
        );

        Login(registry.Address, $"\"auth\":\"{Basic(RegistryServer.Password)}\"");
        (await CheckAsync(image)).Digest.ShouldBe(digest);
        Login(registry.Address, "\"auth\":\"\",\"identitytoken\":\"refresh-me\"");
        (await CheckAsync(image)).Digest.ShouldBe(digest);
        Configure("{}");
        tokens.IsOpen = true;
        (await CheckAsync(image)).Digest.ShouldBe(digest);

        // A token for another repository: the registry does not let it pull this one.
        (await RefusalAsync($"{registry.Address}/team/other:1")).Problem.ShouldStartWith(
            $"{registry.Address}/team/other:1: {registry.Address} shows it to nobody without credentials"
        );
    }

    [Test]
    public async Task What_was_changed_on_its_way_is_refused()
    {
        using var server = Server.Answering(
            "200 OK",
            "{\"layers\":[]}",
            "Docker-Content-Digest: sha256:0000\r\n"
        );

        var refusal = await RefusalAsync($"127.0.0.1:{server.Port}/shop:1");

        refusal.Problem.ShouldContain("the registry says sha256:0000 and sends sha256:");
    }

    [Test]
    public async Task A_registry_that_does_not_answer_is_told_and_only_this_machines_are_asked_without_encryption()
    {
        var server = Server.Answering("200 OK", "");
        var port = server.Port;
        var elsewhere = await RefusalAsync($"registry.invalid:{port}/shop:1");
        server.Dispose();

        var here = await RefusalAsync($"127.0.0.1:{port}/shop:1");

        here.Problem.ShouldStartWith(
            $"The registry of 127.0.0.1:{port}/shop:1, 127.0.0.1:{port}, does not answer: "
        );
        elsewhere.Problem.ShouldStartWith($"The registry of registry.invalid:{port}/shop:1");
    }

    [Test]
    public async Task Images_that_do_not_fit_on_the_disk_are_refused_before_they_are_fetched()
    {
        using var registry = RegistryServer.Start();
        registry.Push("team/shop", "1", 1000);
        var image = new ImageCheck(Client, ImageName.Parse($"{registry.Address}/team/shop:1"), Options);
        await image.Create().Act(Context, default);
        var room = new DiskCheck([image], new ThisMachine(), new Command("echo", docker.Path)).Create();

        await room.Act(Context, default);
        facts.Record(image.Id, "size", long.MaxValue.ToString(CultureInfo.InvariantCulture));
        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => room.Act(Context, default));

        refusal.Problem.ShouldStartWith("There is no room: the images are 9223372036854.8 MB compressed");
    }

    private RegistryOptions Options => new() { DockerConfig = docker.Path };

    private StepContext Context =>
        new(Bench.Release, facts, new CommandRunner(new Redactor()), events, TimeProvider.System);

    private static string Basic(string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RegistryServer.User}:{password}"));

    private void Login(string registry, string entry, string more = "") =>
        Configure($"{{{more}\"auths\":{{\"{registry}\":{{{entry}}}}}}}");

    private void Configure(string json) => docker.Write("config.json", json);

    private void Helper(string name, string script)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!;
        if (!path.StartsWith(docker.Path, StringComparison.Ordinal))
        {
            Environment.SetEnvironmentVariable("PATH", $"{docker.Path}:{path}");
        }

        docker.Write($"docker-credential-{name}", $"#!/bin/sh\n{script}\n");
    }

    private async Task<(string Digest, long Size)> CheckAsync(string image, RegistryOptions? options = null)
    {
        var check = new ImageCheck(Client, ImageName.Parse(image), options ?? Options);
        await check.Create().Act(Context, default);
        return (check.DigestIn(facts)!, check.SizeIn(facts)!.Value);
    }

    private Task<ReleaseRefusedException> RefusalAsync(string image, RegistryOptions? options = null) =>
        Should.ThrowAsync<ReleaseRefusedException>(() => CheckAsync(image, options));
}
