using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done after each task of a build, with the context that every build has. See <see cref="FrostingTaskTeardown{TContext}"/>.
/// </summary>
public abstract class FrostingTaskTeardown : FrostingTaskTeardown<ICakeContext>;
