namespace Faults.Invariants;

/// <summary>Everything that holds whenever a release has ended.</summary>
internal static class All
{
    public static readonly IReadOnlyList<IInvariant> Invariants =
    [
        new ServiceAnswers(),
        new RowsAreThere(),
        new DatabasesAreTidy(),
        new LockIsFree(),
        new NoProcessIsLeft(),
        new NoContainerIsLeft(),
        new NoFileIsUnfinished(),
        new OneCommitOneTag(),
        new ExitCodesAgree(),
        new NothingIsTold(),
    ];
}
