namespace Cake.Frosting.Release.Chain;

/// <summary>What a project is opened for.</summary>
public enum Purpose
{
    /// <summary>To look at it; nothing is made ready.</summary>
    Look,

    /// <summary>To plan its next release; nothing is made ready.</summary>
    Plan,

    /// <summary>To begin its next release, or to go on with one.</summary>
    Release,

    /// <summary>To go back.</summary>
    Rollback,
}
