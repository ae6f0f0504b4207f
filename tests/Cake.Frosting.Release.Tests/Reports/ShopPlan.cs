using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>The plan of a shop's release: a step of every kind.</summary>
internal static class ShopPlan
{
    public static readonly ReleaseIdentity Release = new("20261121T104227Z-1.4.0", "shop", "1.4.0", "1.3.0");

    public static ReleasePlan Create() => new(Release, Steps());

    public static Step Step(Stage stage, string id, string title, params Instruction[] instructions) =>
        new()
        {
            Stage = stage,
            Id = id,
            Title = title,
            Instructions = instructions,
            Act = (_, _) => Task.CompletedTask,
        };

    public static Undo Undo(string title, params Instruction[] instructions) =>
        new()
        {
            Title = title,
            Instructions = instructions,
            Act = (_, _) => Task.CompletedTask,
        };

    private static Instruction Run(string program, params string[] arguments) =>
        Instruction.Run(new ThisMachine(), new Command(program, arguments));

    private static Instruction AsPostgres(string program, params string[] arguments) =>
        Instruction.Run(
            new AsUser("postgres"),
            new Command(program, arguments).WithEnvironment(
                "PGPASSWORD",
                new Secret("SHOP_PASSWORD", "hunter2")
            )
        );

    private static IEnumerable<Step> Steps() =>
        [
            Step(
                Stage.Preflight,
                "preflight/git",
                "Look for a clean tree",
                Run("git", "status", "--porcelain")
            ),
            Step(
                Stage.Preflight,
                "preflight/health",
                "See that 1.3.0 is healthy",
                Instruction.Http("GET", new Uri("http://127.0.0.1:8080/health"))
            ) with
            {
                After = [],
            },
            Step(
                Stage.Changelog,
                "changelog/date",
                "Date the entries of 1.4.0",
                Instruction.Manual("In CHANGELOG.md, turn `Unreleased` into `1.4.0`")
            ) with
            {
                Undo = Undo("Put CHANGELOG.md back", Run("git", "checkout", "--", "CHANGELOG.md")),
            },
            Step(
                Stage.Tag,
                "tag/create",
                "Tag the release commit v1.4.0",
                Run("git", "tag", "--annotate", "v1.4.0", "--message", "shop 1.4.0")
            ) with
            {
                Undo = Undo("Delete the tag v1.4.0", Run("git", "tag", "--delete", "v1.4.0")),
            },
            Step(
                Stage.Backup,
                "backup/dump:shop",
                "Dump the database shop",
                AsPostgres("pg_dump", "--format=custom", "--file=/var/backups/shop.dump", "shop")
            ) with
            {
                After = [],
            },
            Step(
                Stage.Backup,
                "backup/fetch:web",
                "Fetch the image of web",
                Run("docker", "pull", "shop/web:1.4.0")
            ) with
            {
                After = [],
                Deadline = TimeSpan.FromMinutes(10),
            },
            Step(
                Stage.Backup,
                "backup/prove:shop",
                "Restore the dump of shop and compare",
                AsPostgres("pg_restore", "--dbname=scratch_‹release›", "/var/backups/shop.dump"),
                Instruction.Sql("shop", "SELECT count(*)\nFROM orders;")
            ) with
            {
                After = ["backup/dump:shop"],
            },
            Step(Stage.Stop, "stop/web", "Stop web", Run("docker", "compose", "stop", "web")) with
            {
                TakesServiceDown = true,
                Undo = Undo(
                    "Start version 1.3.0 of web again",
                    Run("docker", "compose", "up", "--detach", "web")
                ),
            },
            Step(
                Stage.Pull,
                "pull/version",
                "Set the version to 1.4.0",
                Instruction.Manual("In compose.yml, set the image of web to shop/web:1.4.0")
            ) with
            {
                Undo = Undo(
                    "Set the version to 1.3.0",
                    Instruction.Manual("In compose.yml, set the image of web to shop/web:1.3.0")
                ),
            },
            Step(
                Stage.Migrate,
                "migrate/shop",
                "Migrate the database shop",
                Instruction.Sql("shop", "ALTER TABLE orders ADD COLUMN note text;")
            ) with
            {
                Undo = Undo(
                    "Put the database shop back",
                    AsPostgres("pg_restore", "--dbname=shop_restored", "/var/backups/shop.dump"),
                    Instruction.Sql("postgres", "ALTER DATABASE shop_restored RENAME TO shop;")
                ),
            },
            Step(
                Stage.Compress,
                "compress/assets",
                "Compress the static assets",
                Instruction.Manual("Write gzip and brotli beside each file in wwwroot")
            ),
            Step(
                Stage.Start,
                "start/web",
                "Start version 1.4.0 of web",
                Run("docker", "compose", "up", "--detach", "--wait", "web")
            ) with
            {
                Undo = Undo("Stop version 1.4.0 of web", Run("docker", "compose", "stop", "web")),
            },
            Step(
                Stage.Verify,
                "verify/health",
                "Ask web for its health",
                Instruction.Http("GET", new Uri("http://127.0.0.1:8080/health?deep=1&full='yes'"))
            ) with
            {
                After = [],
            },
            Step(
                Stage.Verify,
                "verify/orders",
                "Count the orders",
                Instruction.Sql("shop", "SELECT count(*) FROM orders;")
            ) with
            {
                After = [],
            },
            Step(
                Stage.Announce,
                "announce/chat",
                "Tell the team",
                Instruction.Http("POST", new Uri("https://chat.example/hooks/release"))
            ) with
            {
                WarnOnly = true,
            },
        ];
}
