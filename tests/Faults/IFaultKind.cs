using Faults.Bench;

namespace Faults;

/// <summary>A kind of fault: makes one for every place that a recorded release has for it.</summary>
internal interface IFaultKind
{
    /// <summary>Its name, as in the table.</summary>
    string Name { get; }

    /// <summary>The faults of this kind; the same ones in the same order for the same recording.</summary>
    /// <param name="recording">What a release and its ways back consist of.</param>
    /// <param name="bench">What they will happen to.</param>
    IEnumerable<Fault> From(Recording recording, IFaultBench bench);
}
