using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done before the first task of a build, with the context that every build has. See <see cref="FrostingSetup{TContext}"/>.
/// </summary>
public abstract class FrostingSetup : FrostingSetup<ICakeContext>;
