using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The names and facts of the fence of one release.</summary>
internal sealed record FencePlan(DatabaseTarget Target, ReleaseIdentity Release)
{
    public const string StateFact = "state";
    public const string PendingFact = "pending";
    public const string RestorePointFact = "restorePoint";

    public string FenceStep => $"stop/fence:{Target.Label}";

    public string RestorePointStep => $"stop/restore-point:{Target.Label}";

    public string CloneName => DatabaseNames.RestorePoint(Target.Name, Release.DatabaseSuffix);

    public bool IsFenced(StepContext context) => context.Facts.Find(FenceStep, StateFact) == "fenced";

    public void RecordState(StepContext context, bool fenced) =>
        context.Facts.Record(FenceStep, StateFact, fenced ? "fenced" : "open");

    /// <summary>The restore point; <c>null</c> where there is none, or one was being taken when the run was killed.</summary>
    public string? PointOf(StepContext context) =>
        context.Facts.Find(RestorePointStep, RestorePointFact) is { Length: > 0 } name ? name : null;

    /// <summary>Whether a run was killed while it took a restore point anew.</summary>
    public bool IsInterrupted(StepContext context) =>
        context.Facts.Find(RestorePointStep, RestorePointFact) is { Length: 0 };

    public void RecordPoint(StepContext context, string name) =>
        context.Facts.Record(RestorePointStep, RestorePointFact, name);

    /// <summary>A clone of files is quicker than through the log, and since version 15 it must be asked for.</summary>
    public string CreateClone(int serverMajor) =>
        $"CREATE DATABASE {SqlText.Identifier(CloneName)} TEMPLATE {SqlText.Identifier(Target.Name)}"
        + (serverMajor >= 15 ? " STRATEGY FILE_COPY" : "");
}
