using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>What can be told of a plain dump without restoring it.</summary>
internal static class PlainDump
{
    /// <exception cref="ReleaseRefusedException">Its last line is missing: it was cut off.</exception>
    public static void CheckEnd(string file)
    {
        using var stream = File.OpenRead(file);
        stream.Seek(-Math.Min(stream.Length, 4096), SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!reader.ReadToEnd().Contains("-- PostgreSQL database dump complete", StringComparison.Ordinal))
        {
            throw new ReleaseRefusedException(
                $"The dump {file} is cut off: pg_dump's last line is missing.",
                "Look at the disk that it was written to, and back up again."
            );
        }
    }
}
