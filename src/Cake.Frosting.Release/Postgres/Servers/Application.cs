namespace Cake.Frosting.Release.Postgres;

/// <summary>What the tool calls itself on the server.</summary>
internal static class Application
{
    /// <summary>The application_name of every connection, so that <c>pg_stat_activity</c> tells who it is.</summary>
    public const string Name = "release";
}
