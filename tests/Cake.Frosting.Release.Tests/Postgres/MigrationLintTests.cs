using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class MigrationLintTests
{
    [TestCase("CREATE INDEX o ON orders (note)", "CREATE INDEX on orders keeps everybody from writing")]
    [TestCase("CREATE UNIQUE INDEX ON public.orders (note)", "CREATE INDEX on public.orders")]
    [TestCase("ALTER TABLE orders ADD COLUMN key uuid DEFAULT gen_random_uuid()", "writes every row")]
    [TestCase("ALTER TABLE orders ADD n bigserial", "writes every row")]
    [TestCase(
        "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
        "SET NOT NULL on orders reads the whole table"
    )]
    [TestCase("ALTER TABLE orders ADD COLUMN paid boolean NOT NULL", "fails where the table has rows")]
    [TestCase("ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES b (id)", "add it NOT VALID")]
    [TestCase("ALTER TABLE orders ADD b int REFERENCES b (id)", "add it NOT VALID")]
    [TestCase("ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0)", "add it NOT VALID")]
    [TestCase("ALTER TABLE orders ADD CONSTRAINT c UNIQUE (a)", "USING INDEX")]
    [TestCase("ALTER TABLE orders ALTER id TYPE bigint", "ALTER id TYPE on orders rewrites the table")]
    [TestCase("DROP TABLE orders", "DROP TABLE orders the old version cannot go on without it")]
    [TestCase("ALTER TABLE orders DROP COLUMN note", "DROP COLUMN note on orders the old version")]
    [TestCase("ALTER TABLE orders RENAME COLUMN note TO text", "the old version knows only the old name")]
    [TestCase("VACUUM FULL orders", "rewrites the table")]
    [TestCase("REFRESH MATERIALIZED VIEW sums", "REFRESH … CONCURRENTLY")]
    public void What_locks_long_or_takes_away_is_found_with_its_place(string sql, string says)
    {
        var found = Find("SELECT 1;\n  " + sql + ";").ToList();

        found.Count.ShouldBe(1, string.Join('\n', found));
        found[0].ShouldStartWith("0002_x.sql(2,3): ");
        found[0].ShouldContain(says);
    }

    [TestCase("CREATE INDEX CONCURRENTLY o ON orders (note)")]
    [TestCase("CREATE TABLE t (a int); CREATE INDEX ON t (a); ALTER TABLE t ADD CHECK (a > 0); DROP TABLE t")]
    [TestCase("ALTER TABLE orders ADD COLUMN paid boolean NOT NULL DEFAULT false")]
    [TestCase("ALTER TABLE orders ADD COLUMN paid timestamptz DEFAULT now()")]
    [TestCase("ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES b (id) NOT VALID")]
    [TestCase("ALTER TABLE orders ADD CONSTRAINT c PRIMARY KEY USING INDEX i")]
    [TestCase(
        "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL; ALTER TABLE orders ALTER note DROP DEFAULT"
    )]
    [TestCase("INSERT INTO orders VALUES ('DROP TABLE orders; VACUUM FULL')")]
    [TestCase("-- DROP TABLE orders\nSELECT 1 /* ALTER TABLE orders DROP note */")]
    [TestCase("ALTER TABLE orders RENAME CONSTRAINT a TO b")]
    public void What_does_no_harm_is_passed_over(string sql) => Find(sql).ShouldBeEmpty();

    [Test]
    public void A_file_that_says_so_is_passed_over() =>
        Find("-- why: the table is empty\n-- lint: accepted\nDROP TABLE orders").ShouldBeEmpty();

    private static IEnumerable<string> Find(string sql) =>
        MigrationLint.Find([new MigrationScript("0002", "0002_x.sql", "", sql, "", true, null)]);
}
