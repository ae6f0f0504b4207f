using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>Releases that ended in every way.</summary>
internal static class Samples
{
    public const string MigrationError = """
        migrations/0042_orders.sql(7,1): the migration failed and was rolled back.
          ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total_cents > 0) NOT VALID;
          ^
        ERROR: 23514: check constraint "orders_total_positive" of relation "orders" is violated by some row
        DETAIL: Failing row contains (81723, 2026-11-20 23:58:12+00, <script>alert("total")</script>, -499, shipped | refunded).
        → Put the rows right, or mark the constraint NOT VALID, then release again.
        """;

    private static readonly Dictionary<string, Func<ReleaseReport>> All = new()
    {
        ["live"] = Live,
        ["tiny"] = Tiny,
        ["rolled-back"] = RolledBack,
        ["old-still-running"] = OldStillRunning,
        ["needs-human"] = NeedsHuman,
        ["resumed"] = Resumed,
        ["running"] = Running,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static ReleaseReport Of(string name) => All[name]();

    public static ReleaseReport Live() => Build(LiveScript().Read());

    public static ReleaseReport RolledBack() =>
        Build(
            UntilStop()
                .Run("migrate/shop", 46, 3.2, JournalEvent.StepFailed, MigrationError, "ALTER TABLE orders …")
                .RollBack(49.3, MigrationError)
                .Undo(
                    "migrate/shop",
                    49.4,
                    8.5,
                    issued: "pg_restore --dbname=shop_restored /var/backups/shop.dump"
                )
                .Undo("pull/version", 58, 0.2)
                .Undo("stop/web", 58.3, 5.1, issued: "docker compose up --detach web")
                .Undo("changelog/date", 64, 0.2)
                .End(64.5, Outcome.RolledBack)
                .Read()
        );

    public static ReleaseReport OldStillRunning() =>
        Build(
            new Script(ShopPlan.Release)
                .Run(
                    "preflight/git",
                    0.1,
                    0.2,
                    JournalEvent.StepFailed,
                    "The tree is not clean: 2 files changed."
                )
                .End(0.4, Outcome.OldStillRunning, "The tree is not clean: 2 files changed.")
                .Read()
        );

    public static ReleaseReport NeedsHuman() =>
        Build(
            UntilStop()
                .Run("migrate/shop", 46, 3.2, JournalEvent.StepFailed, "ERROR: deadlock detected")
                .RollBack(49.3, "ERROR: deadlock detected")
                .Undo("migrate/shop", 49.4, 8.5, JournalEvent.UndoFailed, "could not connect to server")
                .End(58, Outcome.NeedsHuman)
                .Read()
        );

    /// <summary>The very first release, of a project with a single step.</summary>
    public static ReleaseReport Tiny()
    {
        var release = new ReleaseIdentity("20261121T104227Z-0.1.0", "tiny", "0.1.0", null);
        var plan = new ReleasePlan(release, [ShopPlan.Step(Stage.Start, "start/it", "Start it")]);
        return ReportBuilder.Build(
            plan,
            new Script(release).Run("start/it", 0.02, 0.05).Live(0.08).End(0.09, Outcome.Live).Read()
        );
    }

    /// <summary>Killed in Stop, taken up again 25 minutes later.</summary>
    public static ReleaseReport Resumed() =>
        Build(
            UntilStop()
                .Add(1500, JournalEvent.Resumed)
                .Skip("pull/version", 1500.2, "the version is set")
                .Run("migrate/shop", 1500.4, 2)
                .Run("start/web", 1503, 6)
                .Run("compress/assets", 1502.5, 0.4)
                .Run("verify/health", 1509.1, 0.3)
                .Run("verify/orders", 1509.1, 0.8)
                .Live(1510)
                .Skip("announce/chat", 1510.1, "nobody asked for it")
                .End(1510.2, Outcome.Live)
                .Read()
        );

    public static ReleaseReport Running() =>
        Build(UntilStop().Add(46, JournalEvent.StepStarted, "migrate/shop").Read());

    public static ReleaseReport Build(ReleaseRecord record) => ReportBuilder.Build(ShopPlan.Create(), record);

    public static Script LiveScript(ReleaseIdentity? release = null) =>
        UntilStop(release)
            .Run("migrate/shop", 46, 1.8, issued: "ALTER TABLE orders ADD COLUMN note text;")
            .Run("compress/assets", 47.9, 2.1)
            .Run("start/web", 50.1, 6.4, issued: "docker compose up --detach --wait web")
            .Run("verify/health", 56.6, 0.4)
            .Run("verify/orders", 56.6, 1.2)
            .Live(58)
            .Fact(58, "backup/rehearse:shop", "backup/rehearse:shop.seconds", "1.9")
            .Fact(
                58,
                "backup/rehearse:shop",
                "backup/rehearse:shop.locks",
                "0042_orders.sql: AccessExclusiveLock on public.orders"
            )
            .Fact(58, "stop/restore-point:shop", "stop/restore-point:shop.kind", "clone")
            .Fact(58, "stop/restore-point:shop", "stop/restore-point:shop.method", "write-ahead log")
            .Fact(
                58,
                "stop/restore-point:shop",
                "stop/restore-point:shop.changes",
                "public.orders: 3 rows inserted"
            )
            .Fact(58, "migrate/sql:shop", "migrate/sql:shop.applied", "0042_orders.sql")
            .Fact(58, "verify/orders", "writes.acknowledged", "1873")
            .Fact(58, "verify/orders", "writes.lost", "0")
            .Run("announce/chat", 58.1, 0.6, JournalEvent.StepWarned, "The hook answered 503.")
            .End(58.8, Outcome.LiveWithWarnings);

    private static Script UntilStop(ReleaseIdentity? release = null) =>
        new Script(release ?? ShopPlan.Release)
            .Run("preflight/git", 0.1, 0.3, issued: "git status --porcelain")
            .Run("preflight/health", 0.1, 0.6)
            .Run("changelog/date", 0.8, 0.2)
            .Skip("tag/create", 1.1, "the tag v1.4.0 is at this commit")
            .Run(
                "backup/dump:shop",
                1.2,
                14.3,
                issued: "pg_dump --format=custom --file=/var/backups/shop.dump shop"
            )
            .Run("backup/fetch:web", 1.2, 22.4, issued: "docker pull shop/web:1.4.0")
            .Fact(15, "backup/dump:shop", "backup/dump:shop.file", "/var/backups/shop.dump")
            .Fact(15, "backup/dump:shop", "backup/dump:shop.bytes", "12345678")
            .Fact(
                15,
                "backup/dump:shop",
                "backup/dump:shop.sha256",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            )
            .Run(
                "backup/prove:shop",
                15.6,
                24.9,
                issued: "pg_restore --dbname=scratch_20261121t104227z_1_4_0 /var/backups/shop.dump"
            )
            .Fact(40, "backup/prove:shop", "backup/prove:shop.verified", "true")
            .Fact(40, "backup/prove:shop", "backup/prove:shop.tables", "7")
            .Fact(40, "backup/prove:shop", "backup/prove:shop.rows", "40312")
            .Fact(
                40,
                "backup/prove:shop",
                "backup/prove:shop.proof",
                "It was restored, and the schema and 7 tables with 40312 rows are what the database held.\nThe rows of public.logs (3) are left out: a restore has these tables empty."
            )
            .Run("stop/web", 40.7, 4.4, issued: "docker compose stop web")
            .Run("pull/version", 45.2, 0.5);
}
