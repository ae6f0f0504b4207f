namespace Cake.Frosting.Release.Assets;

/// <summary>Turns what the operating system refuses into an error that helps.</summary>
internal static class Refusal
{
    /// <summary>Whether the operating system refused; anything else is a defect of ours.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (Is(e))
        {
            throw CompressException.Reading(path, e);
        }
    }

    public static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (Is(e))
        {
            throw CompressException.Writing(path, e);
        }
    }
}
