namespace Cake.Frosting;

/// <summary>
/// Names a task that must not run before the task that carries this attribute: a dependency declared from the
/// other end. May be given several times.
/// </summary>
/// <param name="type">The type of the task to run later; it must implement <see cref="IFrostingTask"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute, IReverseTaskDependency
{
    /// <summary>Gets the type of the task that must run later.</summary>
    public Type Task { get; } = type;
}
