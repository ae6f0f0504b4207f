using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Copies elsewhere: whole or not there at all, and what is there goes only for something newer.</summary>
public sealed class CopyTests
{
    private const string Shop =
        "CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders SELECT generate_series(1, 1000)";

    [Test]
    public async Task A_directory_gets_it_whole_and_lets_the_old_ones_go()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var there = Directory
            .CreateDirectory(Path.Combine(world.Backups, "..", $"nas {world.Release.Id}"))
            .FullName;

        await ThreeTimesAsync(world, new DirectoryDestination("nas", there), there);
    }

    [Test]
    public async Task A_host_over_ssh_gets_it_whole_and_lets_the_old_ones_go()
    {
        using var ssh = LoopbackSsh.Begin();
        await using var world = await World.CreateAsync(sql: Shop);
        var there = Path.Combine(world.Backups, "..", $"it's far {world.Release.Id}");

        await ThreeTimesAsync(
            world,
            new SshDestination("far", LoopbackSsh.Host, Path.GetFullPath(there), ssh.Options),
            there
        );
    }

    [Test]
    public async Task A_remote_of_rclone_gets_it_whole_and_lets_the_old_ones_go()
    {
        Programs.Require("rclone", "rclone");
        await using var world = await World.CreateAsync(sql: Shop);
        var there = Path.Combine(PostgresSetUp.Root, $"bucket-{world.Release.Version}");

        await ThreeTimesAsync(world, new RcloneDestination("s3", $":local:{there}"), there);
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_is_named_with_the_way_out()
    {
        Programs.Require("ssh", "openssh-client");
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        var refusing = new SshDestination(
            "far",
            "127.0.0.1",
            "/srv/backups",
            ["-p", $"{PostgresSetUp.FreePort()}"]
        );

        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            Copy(world, refusing).Act(world.Context, default)
        );

        error.Problem.ShouldContain("is not in 127.0.0.1:/srv/backups/shop-");
        error.Problem.ShouldContain("Connection refused");
        error.WayOut.ShouldContain("ssh -o BatchMode=yes 127.0.0.1 true");
    }

    [Test]
    public async Task A_byte_that_changed_here_since_the_proof_does_not_get_there()
    {
        using var ssh = LoopbackSsh.Begin();
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        await File.AppendAllTextAsync(Path.Combine(world.Dump, "schema.sql"), "-- later\n");
        var there = Path.Combine(PostgresSetUp.Root, $"later-{world.Release.Version}");

        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            Copy(world, new SshDestination("far", LoopbackSsh.Host, there, ssh.Options))
                .Act(world.Context, default)
        );

        error.Problem.ShouldContain("schema.sql: FAILED");
        Names(there).ShouldAllBe(name => name.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_share_that_is_not_mounted_is_refused()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            Copy(world, new DirectoryDestination("nas", "/mnt/not-mounted")).Act(world.Context, default)
        );

        error.WayOut.ShouldBe("Mount it, or make it.");
    }

    [Test]
    public void Names_of_another_database_or_of_nothing_are_never_surplus()
    {
        var copy = new BackupCopyPlan(
            "/b/shop-20261121T104227Z-1.4.0-20261121T104300Z",
            "shop",
            "shop",
            null
        );

        copy.Surplus(
                [
                    copy.Name,
                    "shop-20261121T104227Z-1.4.0-20261120T104300Z",
                    "shop-20261101T104227Z-1.3.0-20261101T104300Z",
                    "shop-eu-20261101T104227Z-1.3.0-20261101T104300Z",
                    "shop-20261101T104227Z-1.3.0-20261101T104300Z.partial",
                    "photos",
                ],
                2
            )
            .ShouldBe(["shop-20261101T104227Z-1.3.0-20261101T104300Z"]);
    }

    private static async Task ThreeTimesAsync(World world, IBackupDestination destination, string there)
    {
        var names = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            foreach (var step in world.BackupSteps())
            {
                await step.Act(world.Context, default);
            }

            world.Events.Instructions.Clear();
            var copy = Copy(world, destination);
            await copy.Act(world.Context, default);
            // Run again, it finds what is there.
            await copy.Act(world.Context, default);
            names.Add(Path.GetFileName(world.Dump));
        }

        Names(there).ShouldBe(names[1..], ignoreOrder: true);
        var shelf = Directory.GetDirectories(there).Single();
        (await BackupManifest.VerifyAsync(Path.Combine(shelf, names[2]))).Verified.ShouldBe(
            BackupVerification.Restore
        );
        world.Facts.Find($"backup/copy:{world.Target.Label}@{destination.Name}", "to").ShouldNotBeNull();
        await ComesBackAsync(world, destination, names[2]);
    }

    private static async Task ComesBackAsync(World world, IBackupDestination destination, string name)
    {
        var here = Path.Combine(world.Backups, name);
        Directory.Delete(here, recursive: true);
        var fetch = new CopyFetch(world.Target, world.Release.Project, world.Backups);

        (await fetch.FetchAsync(world.Context, destination, name, default)).ShouldBeTrue();
        (await fetch.FetchAsync(world.Context, destination, "shop-of-nowhere", default)).ShouldBeFalse();

        (await BackupManifest.VerifyAsync(here)).Verified.ShouldBe(BackupVerification.Restore);
        Directory.GetDirectories(world.Backups, "*.partial").ShouldBeEmpty();
    }

    [Test]
    public async Task A_copy_that_rotted_does_not_come_back()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        var there = Directory
            .CreateDirectory(Path.Combine(PostgresSetUp.Root, $"rot-{world.Release.Version}"))
            .FullName;
        var destination = new DirectoryDestination("nas", there);
        await Copy(world, destination).Act(world.Context, default);
        var name = Path.GetFileName(world.Dump);
        var shelf = Directory.GetDirectories(there).Single();
        await File.AppendAllTextAsync(Path.Combine(shelf, name, "schema.sql"), "-- rot");
        Directory.Delete(world.Dump, recursive: true);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            new CopyFetch(world.Target, world.Release.Project, world.Backups).FetchAsync(
                world.Context,
                destination,
                name,
                default
            )
        );

        error.Problem.ShouldContain("schema.sql has");
        Directory.Exists(world.Dump).ShouldBeFalse();
        Directory.Exists(world.Dump + ".partial").ShouldBeFalse();
    }

    private static IReadOnlyList<string> Names(string there) =>
        [
            .. Directory
                .GetDirectories(there)
                .SelectMany(Directory.GetDirectories)
                .Select(path => Path.GetFileName(path)),
        ];

    private static Step Copy(World world, IBackupDestination destination) =>
        CopySteps.For(world.Target, world.Backups, destination, 2, world.Release);
}
