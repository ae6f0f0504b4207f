using System.Globalization;
using Cake.Frosting.Release.Locking;

namespace Cake.Frosting.Release.Chain;

/// <summary>Who releases, on which machine, and in which CI run.</summary>
internal static class Origin
{
    /// <summary>Who releases, as the lock and a freeze name it.</summary>
    public static string User => $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>Who holds the lock.</summary>
    /// <param name="tool">What the tool has at hand.</param>
    /// <param name="what">What is being done: <c>Release of shop</c>.</param>
    public static LockHolder Holder(Tool tool, string what) =>
        new(User, Environment.ProcessId, what, tool.Time.GetUtcNow(), CiRun(tool));

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
