using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A task of the build whose work is asynchronous, with the context that every build has. See <see cref="AsyncFrostingTask{T}"/>.
/// </summary>
public abstract class AsyncFrostingTask : AsyncFrostingTask<ICakeContext>;
