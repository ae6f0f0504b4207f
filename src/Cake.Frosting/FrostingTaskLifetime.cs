using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before and after each task of a build, with the context that every build has. See <see cref="FrostingTaskLifetime{TContext}"/>.
/// </summary>
public abstract class FrostingTaskLifetime : FrostingTaskLifetime<ICakeContext>;
