using System.Diagnostics.CodeAnalysis;
using Engine;

/// <summary>Ends the shared engine with the last test; in no namespace, so that it is for all tests of the assembly.</summary>
[SetUpFixture]
[SuppressMessage(
    "Design",
    "CA1050",
    Justification = "In a namespace it would be for the tests of that namespace only."
)]
public sealed class EngineSetUp
{
    [OneTimeTearDown]
    public void End() => DockerEngine.DisposeShared();
}
