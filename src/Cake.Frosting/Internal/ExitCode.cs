using Cake.Core;

namespace Cake.Frosting.Internal;

internal static class ExitCode
{
    private const int Failure = 1;

    /// <summary>
    /// Finds the exit code that a <see cref="CakeException"/> carries, alone, in the engine's report or among others.
    /// </summary>
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
            CakeException found => found,
            AggregateException many => many
                .InnerExceptions.Select(Find)
                .FirstOrDefault(found => found != null),
            CakeReportException report => Find(report.InnerException),
            _ => null,
        };
}
