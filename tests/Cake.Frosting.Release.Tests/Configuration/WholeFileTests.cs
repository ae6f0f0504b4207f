using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class WholeFileTests
{
    [Test]
    public void A_file_with_a_project_alone_has_every_default()
    {
        var configuration = Read("project: shop\n");

        configuration.Project.ShouldBe("shop");
        configuration.Recipe.ShouldBeNull();
        configuration.Platform.ShouldBe(new Platform { Directory = "/srv/shop" });
        configuration.Services.ShouldBeEmpty();
        configuration.Databases.ShouldBeEmpty();
        configuration.Backup.ShouldBe(new Backup { Directory = "/srv/shop/backups" });
        configuration.Changelog.File.ShouldBe("/srv/shop/CHANGELOG.md");
        configuration.Git.ShouldBe(new GitSettings { Directory = "/srv/shop" });
        configuration.Version.Initial.ShouldBe("0.1.0");
        configuration.Maintenance.ShouldBeNull();
        configuration.GitHub.ShouldBeNull();
        configuration.OnFailure.ShouldBe(FailurePolicy.Rollback);
        configuration.Directory.ShouldBe("/srv/shop/.release");
        configuration.DowntimeBudget.ShouldBeNull();
        configuration.SourceFile.ShouldBe("release.yml");
        configuration.ProjectDirectory.ShouldBe("/srv/shop");
        configuration.Secrets.ShouldBeEmpty();
    }

    [Test]
    public void The_documented_defaults_are_the_ones_of_the_records()
    {
        new Backup().Jobs.ShouldBe(2);
        new Backup().Compression.ShouldBeNull();
        new Platform().Keep.ShouldBe(5);
        new Stop().Grace.ShouldBeNull();
        new Health().Interval.ShouldBe(TimeSpan.FromMilliseconds(200));
        new Migration { Database = "shop" }.LockTimeout.ShouldBe(TimeSpan.FromSeconds(5));
        new Compress { Directory = "." }.MinimumSize.ShouldBe(new ByteSize(256));
        new Compress { Directory = "." }.MinimumGain.ShouldBe(0.05);
    }

    [Test]
    public void A_full_file_is_bound_to_the_last_value()
    {
        var configuration = Read(Samples.Full, ("DATABASE_URL", "postgres://x:hunter2@y/z"));

        configuration.Platform.ShouldBe(new Platform { Directory = "/srv/shop/run", Keep = 3 });
        configuration.Services.Keys.ShouldBe(["api", "web"]);
        var api = configuration.Services["api"];
        api.Command!.Program.ShouldBe("dotnet");
        api.Command.Arguments.ShouldBe(["Api.dll", "--port", "5001"]);
        api.Restart.ShouldBe(RestartPolicy.Never);
        api.Stop.ShouldBe(new Stop { Signal = StopSignal.Interrupt, Grace = TimeSpan.Zero });
        api.Environment.Keys.ShouldBe(["DATABASE_URL", "VERSION", "DEBUG", "EMPTY"]);
        api.Environment["DEBUG"].Text.ShouldBe("true");
        api.Environment["EMPTY"].Text.ShouldBe("");
        api.Port.ShouldBe(5001);
        api.Health!.Http.ShouldBe(new Uri("http://localhost:5001/health"));
        api.Health.Deadline.ShouldBe(TimeSpan.FromMinutes(1));
        configuration.Services["web"].DependsOn.ShouldBe(["api"]);
        configuration.Services["web"].Health!.Tcp.ShouldBe(5000);
        configuration.Databases.Keys.ShouldBe(["shop", "reports", "audit"]);
        configuration.Databases["shop"].Password!.Name.ShouldBe("SHOP_PASSWORD");
        configuration.Databases["audit"].Host.ShouldBe("localhost");
        configuration.Backup.Format.ShouldBe(BackupFormat.Custom);
        configuration.Migrations[0].StatementTimeout.ShouldBe(TimeSpan.FromMinutes(10));
        configuration.Migrations[1].Command!.ToString().ShouldBe("[./web, migrate]");
        configuration.Git.TagPrefix.ShouldBe("");
        configuration.Git.Directory.ShouldBe("/srv");
        configuration.Compress[0].Include.ShouldBe(["**/*.js"]);
        configuration.Compress[0].MinimumSize.ShouldBe(new ByteSize(1024));
        configuration.Verify.Count.ShouldBe(4);
        configuration.Verify[0].Http!.Headers["Authorization"].Secret!.Name.ShouldBe("TOKEN");
        configuration.Verify[1].Sql!.AtLeast.ShouldBe(0.5);
        configuration.Verify[2].Sql!.EqualTo.ShouldBe("{version}");
        configuration.Verify[3].Command!.ExitCode.ShouldBe(3);
        configuration.Maintenance!.Off.Method.ShouldBe(RequestMethod.Delete);
        configuration.Fetch[0].Arguments[^1].ShouldBe(".");
        configuration.Before[Stage.Stop][0].Undo!.Program.ShouldBe("./undrain");
        configuration.After[Stage.Verify][0].Deadline.ShouldBe(TimeSpan.FromMinutes(5));
        configuration.State!.Host.ShouldBe("ssh://deploy@shop.internal:2222");
        configuration.State.Directory.ShouldBe("/var/lib/release/shop");
        configuration.State.Identity.ShouldEndWith("/keys/release");
        configuration.State.KnownHosts.ShouldEndWith("/known_hosts");
        configuration.Announce[0].Body.ShouldBe("{ \"text\": \"{version}\" }");
        configuration.Directory.ShouldBe("/var/lib/shop");
        configuration.DowntimeBudget.ShouldBe(TimeSpan.FromMinutes(90));
        configuration.GitHub!.Repository.ShouldBe("example/shop");
        configuration.GitHub.Api.ShouldBe(new Uri("https://github.example.org/api/v3"));
        configuration.GitHub.Token!.Name.ShouldBe("GITHUB_TOKEN");
        configuration.GitHub.Notes.ShouldBe(GitHubNotes.Generated);
        configuration.GitHub.Assets.ShouldBe(["dist/shop-{version}.*"]);
        configuration.GitHub.Latest.ShouldBe(GitHubMark.Never);
        configuration.GitHub.Checks.Wait.ShouldBe(TimeSpan.FromMinutes(20));
        configuration.GitHub.Deployment!.Environment.ShouldBe("staging");
    }

    [Test]
    public void Every_secret_is_listed_once_for_the_redactor()
    {
        var configuration = Read(Samples.Full + "x-more: secret:UNUSED\n");

        configuration
            .Secrets.Select(secret => secret.Name)
            .ShouldBe(["DATABASE_URL", "SHOP_PASSWORD", "GITHUB_TOKEN", "TOKEN", "CHECK_URL", "CHAT"]);
    }

    [Test]
    public void A_secret_that_is_not_set_is_no_problem_yet()
    {
        Read("project: shop\ndatabases: { shop: { password: secret:NOWHERE } }\n")
            .Databases["shop"]
            .Password!.IsAvailable.ShouldBeFalse();
    }

    [Test]
    public void Printing_the_configuration_prints_no_secret()
    {
        var configuration = Read(
            Samples.Full,
            ("DATABASE_URL", "hunter2"),
            ("SHOP_PASSWORD", "hunter2"),
            ("TOKEN", "hunter2"),
            ("CHECK_URL", "hunter2"),
            ("CHAT", "hunter2")
        );

        object[] all =
        [
            configuration,
            .. configuration.Services.Values,
            .. configuration.Services["api"].Environment.Values,
            .. configuration.Databases.Values,
            .. configuration.Verify,
            .. configuration.Verify[0].Http!.Headers.Values,
            configuration.Maintenance!,
            .. configuration.Announce,
        ];
        string.Concat(all).ShouldNotContain("hunter2");
        configuration.Services["api"].Environment["DATABASE_URL"].Reveal().ShouldBe("hunter2");
    }

    [Test]
    public void All_problems_are_reported_at_once_in_the_order_of_the_file()
    {
        Problems(
                """
                project: Shop
                services:
                  web:
                    comand: [dotnet, Shop.dll]
                    port: 70000
                    health:
                      http: localhost
                      interval: 5
                onFailure: rolback
                """
            )
            .ShouldBe(
                """
                release.yml(1,10): project: 'Shop' must be small letters, digits and hyphens
                release.yml(4,5): services/web/comand: the key is unknown; did you mean 'command'?
                release.yml(4,5): services/web: 'command' is missing, for example command: [dotnet, Shop.dll]
                release.yml(5,11): services/web/port: '70000' must be a whole number from 1 to 65535, written in decimal digits
                release.yml(7,13): services/web/health/http: 'localhost' must be an absolute address, beginning with http:// or https://
                release.yml(8,17): services/web/health/interval: '5' must be a duration with its unit; write 5s for seconds or 5m for minutes
                release.yml(9,12): onFailure: 'rolback' must be rollback, halt or ask; did you mean 'rollback'?
                """
            );
    }

    [Test]
    public void A_long_list_of_problems_is_cut()
    {
        var yaml = "project: shop\n" + string.Concat(Enumerable.Range(0, 70).Select(i => $"key{i}: 1\n"));

        var lines = Problems(yaml).Split('\n');

        lines.Length.ShouldBe(51);
        lines[^1].ShouldBe("and 20 more");
    }
}
