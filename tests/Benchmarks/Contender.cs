namespace Benchmarks;

/// <summary>
/// One way to do the work that is measured, always as a whole process in a directory of its own.
/// </summary>
/// <param name="Name">As in the table.</param>
/// <param name="Program">What is started.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Contender(string Name, string Program, params IReadOnlyList<string> Arguments);
