using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>What can be told of an SQL file of pg_dump or pg_dumpall without executing it.</summary>
internal static class PlainDump
{
    private const string Database = "-- PostgreSQL database dump complete";
    private const string Cluster = "-- PostgreSQL database cluster dump complete";

    /// <exception cref="ReleaseRefusedException">Its last line is missing: it was cut off.</exception>
    public static void CheckEnd(string file, IEnumerable<string> lastLines)
    {
        if (!lastLines.Any(line => line is Database or Cluster))
        {
            throw new ReleaseRefusedException(
                $"The dump {file} is cut off: its last line is missing.",
                "Look at the disk that it was written to, and back up again."
            );
        }
    }
}
