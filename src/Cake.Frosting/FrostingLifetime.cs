using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before the first and after the last task of a build, with the context that every build has. See <see cref="FrostingLifetime{TContext}"/>.
/// </summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;
