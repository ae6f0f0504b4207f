using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class AliasTests
{
    [Test]
    public void Aliases_and_merge_keys_follow_yaml_1_1()
    {
        var configuration = Read(
            """
            project: shop
            x-one: &one { directory: one, jobs: 1, format: plain }
            x-two: &two { directory: two, jobs: 3, keep: 7 }
            x-level: &level gzip:3
            backup:
              jobs: 4
              <<: [*one, *two]
              compression: *level
            """
        );

        configuration.Backup.Directory.ShouldBe("/srv/shop/one");
        configuration.Backup.Jobs.ShouldBe(4);
        configuration.Backup.Keep.ShouldBe(7);
        configuration.Backup.Compression.ShouldBe("gzip:3");
    }

    [Test]
    public void A_merged_map_may_itself_be_merged()
    {
        Read(
            """
            project: shop
            x-a: &a { keep: 3, jobs: 3 }
            x-b: &b { <<: *a, jobs: 4 }
            backup: { <<: *b }
            """
        )
            .Backup.ShouldSatisfyAllConditions(b => b.Keep.ShouldBe(3), b => b.Jobs.ShouldBe(4));
    }

    [Test]
    public void A_quoted_merge_key_is_a_key()
    {
        Problems("project: shop\nbackup: { '<<': {} }\n")
            .ShouldBe(
                "release.yml(2,11): backup/<<: the key is unknown; there are directory, format, jobs, verify, keep, compression, globals, encrypt, copies"
            );
    }

    [Test]
    public void A_wrong_value_behind_an_anchor_is_reported_once()
    {
        Problems(
                """
                project: shop
                x-s: &s { command: [./a], port: 0 }
                services: { a: *s, b: *s }
                """
            )
            .ShouldBe(
                "release.yml(2,33): services/a/port: '0' must be a whole number from 1 to 65535, written in decimal digits"
            );
    }
}
