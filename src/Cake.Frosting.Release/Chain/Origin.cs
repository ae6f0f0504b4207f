using System.Globalization;

namespace Cake.Frosting.Release.Chain;

/// <summary>Who releases, on which machine, and in which CI run.</summary>
internal static class Origin
{
    public static IReadOnlyDictionary<string, string> Of(Tool tool)
    {
        var origin = new Dictionary<string, string>
        {
            ["user"] = Environment.UserName,
            ["machine"] = Environment.MachineName,
            ["process"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            ["leash"] = tool.Leash.Run,
        };
        if (CiRun(tool) is { } run)
        {
            origin["ciRun"] = run;
        }

        return origin;
    }

    public static string? CiRun(Tool tool) =>
        tool.Environment("GITHUB_RUN_ID") is { Length: > 0 } run
            ? $"{tool.Environment("GITHUB_SERVER_URL")}/{tool.Environment("GITHUB_REPOSITORY")}/actions/runs/{run}"
            : null;
}
