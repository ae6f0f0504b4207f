using Cake.Frosting.Release.Composing;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>A check by SQL may ask for values of types that only its database has.</summary>
public sealed class OwnTypesTests
{
    [TestCase("SELECT now_at FROM jobs", "ready")]
    [TestCase("SELECT small FROM jobs", "7")]
    public async Task Their_values_are_read(string query, string value)
    {
        await using var world = await World.CreateAsync(
            sql: """
            CREATE TYPE state AS ENUM ('ready', 'stopped');
            CREATE DOMAIN few AS integer CHECK (VALUE < 10);
            CREATE TABLE jobs (now_at state, small few);
            INSERT INTO jobs VALUES ('ready', 7)
            """
        );

        (await SqlProbe.AskAsync(world.Target, query, default)).ShouldBe(value);
    }
}
