using Engine;

/// <summary>Ends the shared engine with the last test; in no namespace, so that it is for all tests of the assembly.</summary>
[SetUpFixture]
public sealed class EngineSetUp
{
    [OneTimeTearDown]
    public void End() => DockerEngine.DisposeShared();
}
