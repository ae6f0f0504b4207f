namespace Cake.Frosting;

/// <summary>
/// What is done before and after each task of a build.
/// </summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
