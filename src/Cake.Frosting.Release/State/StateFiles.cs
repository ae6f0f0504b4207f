namespace Cake.Frosting.Release.State;

/// <summary>The names in a directory of state, the same on every machine.</summary>
internal static class StateFiles
{
    public const string Lock = "lock";

    public const string Journals = "journal";

    public const string Freeze = "freeze.json";
}
