using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A task of the build, with the context that every build has. See <see cref="FrostingTask{T}"/>.
/// </summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;
