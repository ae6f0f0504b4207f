using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before each task of a build, with the context that every build has. See <see cref="FrostingTaskSetup{TContext}"/>.
/// </summary>
public abstract class FrostingTaskSetup : FrostingTaskSetup<ICakeContext>;
