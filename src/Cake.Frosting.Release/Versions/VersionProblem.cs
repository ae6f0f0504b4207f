namespace Cake.Frosting.Release.Versions;

/// <summary>Why a text is no version.</summary>
/// <param name="Column">The character where reading stopped, counted from 1.</param>
/// <param name="Message">What is wrong there, as a clause: <c>the number 01 begins with a zero</c>.</param>
public sealed record VersionProblem(int Column, string Message);
