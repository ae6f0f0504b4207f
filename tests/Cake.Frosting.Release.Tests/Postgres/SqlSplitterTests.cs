using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class SqlSplitterTests
{
    [TestCase("SELECT 1; SELECT 2", new[] { "SELECT 1", "SELECT 2" })]
    [TestCase(";;  ;", new string[0])]
    [TestCase("-- only ; a comment", new string[0])]
    [TestCase("/* a /* nested ; */ ; */ SELECT 1;", new[] { "SELECT 1" })]
    [TestCase("SELECT 'a;''b;' ; SELECT \"x;\"\"y\"", new[] { "SELECT 'a;''b;'", "SELECT \"x;\"\"y\"" })]
    [TestCase(
        @"SELECT E'a\';b'; SELECT 'a\'; SELECT 2",
        new[] { @"SELECT E'a\';b'", @"SELECT 'a\'", "SELECT 2" }
    )]
    [TestCase(
        "DO $$ BEGIN; END $$; SELECT $a$ $$;$b$ $a$, $1",
        new[] { "DO $$ BEGIN; END $$", "SELECT $a$ $$;$b$ $a$, $1" }
    )]
    [TestCase("SELECT a$b$c; SELECT 1", new[] { "SELECT a$b$c", "SELECT 1" })]
    [TestCase(
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
        new[] { "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3" }
    )]
    [TestCase(
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3",
        new[]
        {
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
            "SELECT 3",
        }
    )]
    [TestCase("BEGIN; COMMIT", new[] { "BEGIN", "COMMIT" })]
    [TestCase("SELECT 'never closed; SELECT 2", new[] { "SELECT 'never closed; SELECT 2" })]
    [TestCase("SELECT $$ never closed; SELECT 2", new[] { "SELECT $$ never closed; SELECT 2" })]
    [TestCase(
        "CREATE TABLE \"ü;é\" (größe int); SELECT U&'d\\0061t;'",
        new[] { "CREATE TABLE \"ü;é\" (größe int)", "SELECT U&'d\\0061t;'" }
    )]
    public void Splits_as_psql_does(string script, string[] statements) =>
        SqlSplitter.Split(script).Select(statement => statement.Text).ShouldBe(statements);

    [Test]
    public void A_backslash_counts_only_outside_of_strings()
    {
        SqlSplitter.FindBackslash(@"SELECT 'a\b', E'\\', $$\x$$ -- \c").ShouldBe(-1);
        SqlSplitter.FindBackslash("SELECT 1;\n\\restrict abc").ShouldBe(10);
    }

    [Test]
    public void Ten_megabytes_take_no_noticeable_time()
    {
        var script = string.Concat(Enumerable.Repeat("INSERT INTO t VALUES ('x;y', $$a$$); -- c\n", 250_000));

        SqlSplitter.Split(script).Count.ShouldBe(250_000);
    }
}
