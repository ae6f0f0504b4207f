using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>One assignment of an env file, and where it stands.</summary>
/// <param name="Key">The key, without <c>export</c>.</param>
/// <param name="Start">Where its line begins; behind another assignment of the same line, where it does itself.</param>
/// <param name="End">Where the line ends that it ends in, behind the line's end.</param>
/// <param name="Raw">Where its value stands, quotes included; empty behind the key where it has none.</param>
/// <param name="Quote">The quote around the value; NUL where there is none.</param>
/// <param name="HasValue">Whether there is a <c>=</c>: a key alone takes its value from the environment.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EnvEntry(
    string Key,
    int Start,
    int End,
    EnvSpan Raw,
    char Quote,
    bool HasValue
);

/// <summary>Some bytes of a file.</summary>
/// <param name="Start">The first.</param>
/// <param name="Length">How many.</param>
internal readonly record struct EnvSpan(int Start, int Length)
{
    /// <summary>Behind the last.</summary>
    public int End => Start + Length;
}
