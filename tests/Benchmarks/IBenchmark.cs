namespace Benchmarks;

/// <summary>One bench, started by its name.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>One line for the list of benches; empty for a verb that only other benches start.</summary>
    string Summary { get; }

    Task<int> RunAsync(IReadOnlyList<string> arguments);
}
