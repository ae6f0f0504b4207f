namespace Cake.Frosting.Release.Chain;

/// <summary>What a project is opened for.</summary>
public enum Purpose
{
    /// <summary>To look at it; nothing is made ready.</summary>
    Look,

    /// <summary>To begin its next release, to go on with one, or to plan it.</summary>
    Release,

    /// <summary>To go back.</summary>
    Rollback,
}
