using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// What is done after the last task of a build, with the context that every build has. See <see cref="FrostingTeardown{TContext}"/>.
/// </summary>
public abstract class FrostingTeardown : FrostingTeardown<ICakeContext>;
