using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// The context of a build; derive from it to carry the build's own state from task to task.
/// </summary>
/// <param name="context">The context of the engine, to which every call is passed on.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
