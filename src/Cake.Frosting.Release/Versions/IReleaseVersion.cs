namespace Cake.Frosting.Release.Versions;

/// <summary>A version as its scheme understands it. Versions of one scheme can be compared with each other.</summary>
public interface IReleaseVersion : IComparable<IReleaseVersion>
{
    /// <summary>The version as it is written, without any prefix of the tag.</summary>
    string Text { get; }

    /// <summary>Whether it comes before the release that it names, as 2.0.0-rc.1 before 2.0.0.</summary>
    bool IsPrerelease { get; }
}
