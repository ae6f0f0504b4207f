using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

/// <summary>release.yml held against the compose files.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReleasedServicesTests : IDisposable
{
    private const string Files = """
        services:
          api: { image: "reg/app:v1", depends_on: [rabbitmq] }
          worker: { image: "reg/app:v1", depends_on: { rabbitmq: { condition: service_started } } }
          poster: { image: "reg/poster:v7" }
          rabbitmq: { image: "rabbitmq:3" }
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Test]
    public void A_service_that_the_compose_file_does_not_have_is_told_with_its_place_and_the_one_that_was_meant()
    {
        Problem(
                Files,
                """
                  api: { image: "reg/app:v{version}" }
                  wroker: { image: "reg/app:v{version}" }
                """
            )
            .ShouldContain(
                "release.yml(5,3): services/wroker: docker-compose.yml has no service of this name; did you mean 'worker'?"
            );
    }

    [Test]
    public void A_service_that_shares_the_image_and_was_forgotten_is_named_U8_U10() =>
        Problem(Files, """  api: { image: "reg/app:v{version}" }""")
            .ShouldBe(
                "docker-compose.yml(3,3): worker has the image reg/app as api has, and release.yml does not name it: release it along with the same image, or say keep: true"
            );

    [TestCase("&image \"reg/app:v1\"", "*image")]
    [TestCase("\"reg/app:v${TAG:-1}\"", "\"reg/app:v${TAG:-1}\"")]
    public void A_service_of_a_profile_that_is_off_moves_along_where_it_has_the_very_image(
        string image,
        string same
    )
    {
        var compose =
            $"services:\n  api: {{ image: {image} }}\n  shell: {{ image: {same}, profiles: [tools] }}\n";
        const string services = "  api: { image: \"reg/app:v{version}\" }";

        Should.NotThrow(() => Services(compose, services).Check());
        Problem(compose.Replace(same + ", pro", "\"reg/app:v1\", pro", StringComparison.Ordinal), services)
            .ShouldContain("shell has the image reg/app as api has");
        Problem(compose, services + "\n  shell: { image: \"reg/app:v{version}\" }")
            .ShouldContain(
                "release.yml(5,3): services/shell: is of the profile tools, which is not switched on"
            );
    }

    [Test]
    public void Services_that_share_an_image_cannot_get_two_versions_of_it_U8()
    {
        Problem(
                Files,
                """
                  api: { image: "reg/app:v{version}" }
                  worker: { image: "reg/app:v6" }
                """
            )
            .ShouldContain("api and worker share the image reg/app, and would get different versions of it");
        Problem(
                Files,
                """
                  api: { image: "reg/app:v{version}" }
                  worker: {}
                """
            )
            .ShouldContain("services/worker: shares the image reg/app with api, and has no `image`");
    }

    [Test]
    public void A_kept_service_cannot_share_the_text_of_its_image_with_one_that_is_released() =>
        Problem(
                "services:\n  api: &a { image: \"reg/app:v1\" }\n  edge: *a\n",
                "  api: { image: \"reg/app:v{version}\" }\n  edge: { keep: true }"
            )
            .ShouldStartWith(
                "docker-compose.yml(2,20): edge, which is kept, and api have one and the same text"
            );

    [Test]
    public void Two_applications_with_versions_of_their_own_are_released_together()
    {
        var services = Services(
            "services: { atmosphere: { image: \"cyverse/atmosphere:v36-1\" }, troposphere: { image: \"cyverse/troposphere:v36-1\" } }",
            """
              atmosphere: { image: "cyverse/atmosphere:v{version}" }
              troposphere: { image: "cyverse/troposphere:v36-6" }
            """
        );

        services.Check();
        services
            .ImagesOf(ReleaseRun.Identity("37-2", "36-1"))
            .ShouldBe(
                new Dictionary<string, string>
                {
                    ["atmosphere"] = "cyverse/atmosphere:v37-2",
                    ["troposphere"] = "cyverse/troposphere:v36-6",
                },
                ignoreOrder: true
            );
        services.VersionInFiles.ShouldBe("36-1");
    }

    [TestCase("cyverse/atmosphere:v36-4", "36-4")]
    [TestCase("cyverse/atmosphere:release-v36-7", "36-7")]
    [TestCase("cyverse/atmosphere:latest", null)]
    public void What_runs_has_a_version_also_where_its_tag_had_another_form(string image, string? version) =>
        Services(
            $"services: {{ atmosphere: {{ image: \"{image}\" }} }}",
            "  atmosphere: { image: \"cyverse/atmosphere:release-v{version}\" }"
        )
            .VersionInFiles.ShouldBe(version);

    [Test]
    public void A_release_goes_on_with_the_images_that_it_began_with()
    {
        var release = ReleaseRun.Identity("37-2", "36-1");
        var begun = new Facts([
            KeyValuePair.Create("backup/fetch.meant", "true"),
            KeyValuePair.Create("backup/fetch.image:troposphere", "cyverse/troposphere:v36-6"),
        ]);
        Dictionary<string, string?> Meant(string? image) => new() { ["troposphere"] = image };

        MeantImages.RefuseOther(Meant("cyverse/troposphere:v36-6"), release, begun);
        MeantImages.RefuseOther(Meant(null), release, new Facts());
        Should
            .Throw<ReleaseRefusedException>(() => MeantImages.RefuseOther(Meant(null), release, begun))
            .Problem.ShouldStartWith(
                "The release of 37-2 began with cyverse/troposphere:v36-6 for troposphere, and goes on with none"
            );
    }

    [Test]
    public void Services_start_in_tiers_of_which_each_needs_those_before_it()
    {
        var services = Services(
            Files,
            """
              poster: { dependsOn: [api] }
              worker: { image: "reg/app:v{version}", dependsOn: [api] }
              api: { image: "reg/app:v{version}" }
              rabbitmq: { keep: true }
            """
        );

        services.Check();
        services.Tiers().Select(tier => string.Join(' ', tier)).ShouldBe(["api", "poster worker"]);
    }

    [Test]
    public void A_circle_that_only_the_two_files_together_make_is_refused() =>
        Should
            .Throw<ConfigurationException>(() =>
                Services(
                        "services: { a: { image: x, depends_on: [b] }, b: { image: y } }",
                        "  a: {}\n  b: { dependsOn: [a] }"
                    )
                    .Tiers()
            )
            .Problem.ShouldStartWith("release.yml(4,3): a → b → a is a circle");

    [TestCase("quay.io/pwit/utilitarian:v{version}", "quay.io/pwit/utilitarian:v1.2.3", "1.2.3")]
    [TestCase("cyverse/atmosphere:v{version}", "cyverse/atmosphere:v36-4", "36-4")]
    [TestCase("cyverse/atmosphere:release-v{version}", "cyverse/atmosphere:release-v36-7", "36-7")]
    [TestCase("127.0.0.1:5000/a:{version}", "127.0.0.1:5000/a:1.0.0-rc.1", "1.0.0-rc.1")]
    [TestCase("a/{version}:{version}", "a/2:2", "2")]
    [TestCase("a/{version}:{version}", "a/2:3", null)]
    [TestCase("a:v{version}", "b:v1", null)]
    [TestCase("a:latest", "a:latest", null)]
    public void The_version_is_read_from_an_image_by_its_template(
        string template,
        string image,
        string? version
    ) => new ImageTemplate(template, "shop").VersionOf(image).ShouldBe(version);

    [TestCase(
        "services: { web: { command: [a] } }",
        "services/web/command: is for processes, and platform/kind is compose"
    )]
    [TestCase("services: { web: { port: 80 } }", "services/web/port: is for processes")]
    [TestCase(
        "services: { web: { keep: true, image: a } }",
        "services/web/image: cannot be there together with 'keep'"
    )]
    [TestCase("services: { web: { stop: { signal: INT } } }", "services/web/stop/signal: is for processes")]
    public void Keys_of_another_platform_are_refused(string services, string problem) =>
        Should
            .Throw<ConfigurationException>(() =>
                Parse($"project: shop\nplatform: {{ kind: compose }}\n{services}")
            )
            .Problem.ShouldContain(problem);

    [Test]
    public void Keys_of_Compose_are_refused_on_processes() =>
        Should
            .Throw<ConfigurationException>(() =>
                Parse(
                    "project: shop\nplatform: { host: \"ssh://a\" }\nservices: { web: { command: [a], image: b } }"
                )
            )
            .Problem.ShouldBe(
                """
                release.yml(2,13): platform/host: is for compose, and platform/kind is processes
                release.yml(3,34): services/web/image: is for compose, and platform/kind is processes
                """
            );

    private string Problem(string compose, string services) =>
        Should.Throw<ConfigurationException>(() => Services(compose, services).Check()).Problem;

    private ReleasedServices Services(string compose, string services)
    {
        directory.Write("docker-compose.yml", compose);
        var configuration = Parse(
            $"project: shop\nplatform: {{ kind: compose, directory: \"{directory.Path}\" }}\nservices:\n{services}\n"
        );
        return new ReleasedServices(configuration, ComposeProject.Read(configuration.Platform, _ => null));
    }

    private static ReleaseConfiguration Parse(string text) =>
        ConfigurationLoader.Parse(text, "release.yml", "/", new LoadOptions { Environment = _ => null });
}
