using Cake.Core;

namespace Cake.Frosting.Internal;

internal static class ExitCode
{
    private const int Failure = 1;

    /// <summary>Finds the exit code that a <see cref="CakeException"/> carries, however wrapped it is.</summary>
    /// <param name="exception">What ended the build.</param>
    /// <returns>The exit code; never 0, since something did fail.</returns>
    public static int Of(Exception exception)
    {
        var code = Find(exception)?.ExitCode ?? Failure;
        return code == 0 ? Failure : code;
    }

    private static CakeException? Find(Exception? exception) =>
        exception switch
        {
            null => null,
            CakeException found => found,
            AggregateException many => many
                .InnerExceptions.Select(Find)
                .FirstOrDefault(found => found != null),
            _ => Find(exception.InnerException),
        };
}
