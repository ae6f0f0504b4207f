namespace Faults.Kinds;

/// <summary>Every kind of fault: a new one is a class beside this one and a line here.</summary>
internal static class All
{
    public static readonly IReadOnlyList<IFaultKind> Kinds =
    [
        new KillOfTool(),
        new KillOfUndo(),
        new KillOfTarget(),
        new FailureOfCommand(),
        new FailureOfServer(),
        new CutOfNetwork(),
        new FullDisk(),
        new RefusalOfRemote(),
        new ClockSetBack(),
        new TwoAtOnce(),
        new Reboot(),
        new Signals(),
    ];
}
