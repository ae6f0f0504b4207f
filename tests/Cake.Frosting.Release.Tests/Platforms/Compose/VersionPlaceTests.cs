using System.Text;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

/// <summary>Where the version stands in files as they are found in the wild, and that nothing else changes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VersionPlaceTests : IDisposable
{
    private const string New = "quay.io/pwit/utilitarian:v2.0.0";
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [TestCase("    image: {0}")]
    [TestCase("    image: \"{0}\"")]
    [TestCase("    image: '{0}' # pinned")]
    [TestCase("    image: {0}   # pinned, see the wiki")]
    [TestCase("    image:    {0}")]
    [TestCase("    image: &app {0}")]
    [TestCase("    image: !!str \"{0}\"")]
    [TestCase("    \"image\": {0}")]
    [TestCase("    image:\n      {0}")]
    public void Only_the_image_changes_however_it_is_written(string line)
    {
        foreach (var end in (string[])["\n", "\r\n"])
        {
            foreach (var mark in (string[])["", "\uFEFF"])
            {
                foreach (var last in (string[])["", "\n"])
                {
                    var template =
                        $"{mark}# Stromzähler ⚡ 🔌\nversion: \"3.7\"\nservices:\n  api:\n    command: [\"ü\"]\n{line}\n    environment:\n      - A=b{last}".Replace(
                            "\n",
                            end,
                            StringComparison.Ordinal
                        );
                    Set(template.Replace("{0}", "quay.io/pwit/utilitarian:v1.9.1", StringComparison.Ordinal))
                        .ShouldBe(template.Replace("{0}", New, StringComparison.Ordinal));
                }
            }
        }
    }

    [Test]
    public void A_real_file_with_its_anchors_and_defects_keeps_every_other_byte_U9()
    {
        const string template = """
            # docker-compose for Utilitarian
            version: '3'
            x-app: &app
              image: {0} # api, worker and beat
              restart: always
              environment: &env
                - DATABASE_URL=postgres://u:p@postgres/u
                -
                - DEBUG=
            services:
              api:
                <<: *app
                ports: ["8000:8000"]
              worker:
                <<: [*app]
                command: celery -A utilitarian worker
              #beat:
              #  image: quay.io/pwit/utilitarian:v0.0.1
              beat: *app
            volumes:
              - data
            """;

        foreach (var service in (string[])["api", "worker", "beat"])
        {
            Set(template.Replace("{0}", "quay.io/pwit/utilitarian:v1", StringComparison.Ordinal), service)
                .ShouldBe(template.Replace("{0}", New, StringComparison.Ordinal));
        }
    }

    [Test]
    public void An_alias_of_a_scalar_and_an_extended_service_lead_to_the_one_place()
    {
        const string template =
            "services:\n  base: { image: &image {0} }\n  worker: { image: *image }\n  api: { extends: { service: base } }\n";

        Set(template.Replace("{0}", "\"a:1\"", StringComparison.Ordinal), "worker")
            .ShouldBe(template.Replace("{0}", $"\"{New}\"", StringComparison.Ordinal));
        Set(template.Replace("{0}", "\"a:1\"", StringComparison.Ordinal))
            .ShouldBe(template.Replace("{0}", $"\"{New}\"", StringComparison.Ordinal));
    }

    [Test]
    public void The_last_file_that_says_it_is_the_one_that_changes()
    {
        directory.Write("docker-compose.yml", "services: { api: { image: a:1 } }");
        directory.Write("docker-compose.override.yml", "services:\n  api:\n    image: b:1");

        var place = VersionPlace.Of(Project(), "api", "b:2");

        place.File.ShouldBe("docker-compose.override.yml");
        place.At.ShouldBe("docker-compose.override.yml(3,12)");
    }

    [Test]
    public void A_service_that_extends_one_of_another_file_has_its_place_there()
    {
        directory.Write(
            "docker-compose.yml",
            "services:\n  base: { extends: { file: \"common/${KIND}.yml\", service: app } }\n  api: { extends: base }\n"
        );
        directory.Write(
            "common/django.yml",
            "services:\n  app:\n    extends: image\n  image:\n    image: a:1 # here\n"
        );
        directory.Write(".env", "KIND=django\n");

        var project = Project();
        var place = VersionPlace.Of(project, "api", "a:2");

        place.At.ShouldBe("common/django.yml(5,12)");
        var after = Splice.Apply(project.FileOf(place.File).Bytes.Span, place.Splices);
        Encoding.UTF8.GetString(after).ShouldEndWith("    image: a:2 # here\n");
    }

    [TestCase("include: [more/web.yml]")]
    [TestCase("include: [{ path: [more/web.yml], env_file: .env }]")]
    public void A_service_of_an_included_file_has_its_place_there(string include)
    {
        directory.Write("docker-compose.yml", $"{include}\nservices: {{ api: {{ image: a:1 }} }}");
        directory.Write("more/web.yml", "include: [\"deep.yml\"]\nservices: { web: { image: w:1 } }");
        directory.Write("more/deep.yml", "include: [\"web.yml\"]\nservices: { deep: { image: d:1 } }");

        var project = Project();

        VersionPlace.Of(project, "web", "w:2").At.ShouldBe("more/web.yml(2,27)");
        VersionPlace.Of(project, "deep", "d:2").At.ShouldBe("more/deep.yml(2,28)");
        project.Services.Keys.ShouldBe(["api", "web", "deep"], ignoreOrder: true);
    }

    [TestCase("quay.io/pwit/utilitarian:${TAG}", "TAG=v1\n", "TAG=v2.0.0\n")]
    [TestCase("quay.io/pwit/utilitarian:${TAG:-v1}", "A=1\nTAG=\"v1\" # x", "A=1\nTAG=\"v2.0.0\" # x")]
    [TestCase("quay.io/pwit/utilitarian:$TAG", "export TAG='v1'\r\nB=2", "export TAG='v2.0.0'\r\nB=2")]
    [TestCase("quay.io/pwit/utilitarian:v${V}", "V=1", "V=2.0.0")]
    [TestCase("${REGISTRY:-quay.io}/pwit/utilitarian:${TAG}", "TAG=v1", "TAG=v2.0.0")]
    [TestCase("${IMAGE}", "IMAGE=a:1", "IMAGE=" + New)]
    [TestCase(
        "${A}io/pwit/utilitarian:${TAG}",
        "A=quay.\nTAG=v1\nTAG=v1.1\n",
        "A=quay.\nTAG=v1\nTAG=v2.0.0\n"
    )]
    [TestCase("quay.io/pwit/utilitarian:${TAG:-v1}", "A=1\n", "A=1\nTAG=v2.0.0\n")]
    public void A_variable_of_the_env_file_is_set_where_the_image_is_made_of_it(
        string image,
        string before,
        string after
    )
    {
        var compose = $"services: {{ api: {{ image: \"{image}\" }} }}";
        directory.Write("docker-compose.yml", compose);
        directory.Write(".env", before);
        var project = Project();

        var place = VersionPlace.Of(project, "api", New);

        place.File.ShouldBe(".env");
        Encoding.UTF8.GetString(Splice.Apply(project.Env!.Bytes.Span, place.Splices)).ShouldBe(after);
    }

    [TestCase(
        "services: { api: { image: \"other/x:${TAG}\" } }",
        "docker-compose.yml(1,27): 'other/x:${TAG}' is other/x:v1 now, and no one variable makes it"
    )]
    [TestCase(
        "services: { api: { build: . } }",
        "docker-compose.yml(1,13): api has no image in docker-compose.yml."
    )]
    [TestCase("services:\n  api:\n    image: \"a\\x3a1\"", "(3,12): 'a:1' is written with escapes")]
    [TestCase("services:\n\tapi: {}", "docker-compose.yml(2,1): a tab is used as indentation")]
    [TestCase("services: { api: { image: *nobody } }", "there is no anchor &nobody before")]
    public void What_leaves_no_place_is_said_with_file_and_line(string compose, string problem)
    {
        directory.Write("docker-compose.yml", compose);
        directory.Write(".env", "TAG=v1");

        Should
            .Throw<ConfigurationException>(() => VersionPlace.Of(Project(), "api", New))
            .Problem.ShouldContain(problem);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Whatever_stands_around_an_image_stays(string before, string behind, bool crlf, bool isQuoted)
    {
        static string Comment(string? text) =>
            string.Concat(
                (text ?? "").Where(letter =>
                    letter is not ('\n' or '\r')
                    && !char.IsControl(letter)
                    && !char.IsSurrogate(letter)
                    && letter is not ('\u0085' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')
                )
            );

        var quote = isQuoted ? "\"" : "";
        var template =
            $"# {Comment(before)}\nservices:\n  api: # {Comment(behind)}\n    image: {quote}{{0}}{quote} # {Comment(before)}\n    labels: {{ a: \"b\" }}\n# {Comment(behind)}".Replace(
                "\n",
                crlf ? "\r\n" : "\n",
                StringComparison.Ordinal
            );

        Set(template.Replace("{0}", "a/b:1", StringComparison.Ordinal))
            .ShouldBe(template.Replace("{0}", New, StringComparison.Ordinal));
    }

    [Test]
    public void The_name_of_the_project_is_the_one_that_Compose_makes()
    {
        directory.Write("docker-compose.yml", "name: My.Shop\nservices: {}");
        Name().ShouldBe("myshop");

        directory.Write(".env", "COMPOSE_PROJECT_NAME=production");
        Name().ShouldBe("production");
    }

    private string Name() => ComposeProject.NameOf(new Platform { Directory = directory.Path }, _ => null);

    private ComposeProject Project() =>
        ComposeProject.Read(new Platform { Directory = directory.Path }, _ => null);

    /// <summary>The file with the service's image set to the new one; read without the byte order mark being lost.</summary>
    private static string Set(string text, string service = "api")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var file = ComposeFile.Parse("docker-compose.yml", bytes);
        var splice = file.Replace(file.ImageOf(service)!, New);
        return Encoding.UTF8.GetString(Splice.Apply(bytes, [splice]));
    }
}
