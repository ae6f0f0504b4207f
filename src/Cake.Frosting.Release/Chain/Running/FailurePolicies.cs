using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.Chain;

/// <summary>What follows a failure after the service was touched.</summary>
internal static class FailurePolicies
{
    public static bool WantsRollback(Tool tool, FailurePolicy policy, string cause) =>
        policy switch
        {
            FailurePolicy.Halt => false,
            FailurePolicy.Ask when tool.IsTerminal => Ask(tool, cause),
            _ => true,
        };

    private static bool Ask(Tool tool, string cause)
    {
        tool.Output.WriteLine(tool.Redactor.Redact(cause));
        tool.Output.Write("Back to the old version now? [Y/n] ");
        return Console.In.ReadLine()?.Trim() is not ("n" or "N" or "no");
    }
}
