using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Registries;

namespace Cake.Frosting.Release.Tests.Registries;

public sealed class ImageNameTests
{
    private const string Hub = "docker.io";
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestCase("postgres", "docker.io", "library/postgres", "latest")]
    [TestCase("postgres:14", "docker.io", "library/postgres", "14")]
    [TestCase(Hub + "/postgres:14", "docker.io", "library/postgres", "14")]
    [TestCase("index." + Hub + "/library/postgres:14", "docker.io", "library/postgres", "14")]
    [TestCase("cyverse/atmosphere:v36-4", "docker.io", "cyverse/atmosphere", "v36-4")]
    [TestCase("quay.io/pwit/utilitarian:v1.2.3", "quay.io", "pwit/utilitarian", "v1.2.3")]
    [TestCase("localhost/shop", "localhost", "shop", "latest")]
    [TestCase("127.0.0.1:5000/shop:1", "127.0.0.1:5000", "shop", "1")]
    [TestCase("registry:5000/team/shop", "registry:5000", "team/shop", "latest")]
    [TestCase("registry.example/a/b/c:x@" + Digest, "registry.example", "a/b/c", "x")]
    [TestCase("shop@" + Digest, "docker.io", "library/shop", null)]
    public void A_name_is_read_as_the_engine_reads_it(
        string text,
        string registry,
        string repository,
        string? tag
    )
    {
        var name = ImageName.Parse(text);

        name.Registry.ShouldBe(registry);
        name.Repository.ShouldBe(repository);
        name.Tag.ShouldBe(tag);
        name.ToString().ShouldBe(text);
    }

    [TestCase("")]
    [TestCase("Shop:1")]
    [TestCase("shop:")]
    [TestCase("shop:1:2")]
    [TestCase("quay.io/")]
    [TestCase("quay.io/Team/shop")]
    [TestCase("shop@sha256:12")]
    public void What_is_no_name_is_refused(string text) =>
        Should.Throw<ConfigurationException>(() => ImageName.Parse(text));

    [TestCase("quay.io/pwit/utilitarian:v1.2.3", "quay.io/pwit/utilitarian@" + Digest)]
    [TestCase("127.0.0.1:5000/shop", "127.0.0.1:5000/shop@" + Digest)]
    [TestCase("shop:1@sha256:ffffffffffffffffffffffffffffffff", "shop@" + Digest)]
    public void A_name_is_pinned_by_its_digest(string text, string pinned) =>
        ImageName.Parse(text).Pinned(Digest).ShouldBe(pinned);

    [Test]
    public void Docker_hub_has_a_host_and_a_key_of_its_own()
    {
        ImageName.Parse("postgres").Host.ShouldBe($"registry-1.{Hub}");
        ImageName.Parse("postgres").CredentialKey.ShouldBe($"https://index.{Hub}/v1/");
    }
}
