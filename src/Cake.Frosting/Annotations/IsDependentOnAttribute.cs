namespace Cake.Frosting;

/// <summary>
/// Names a task that must run before the task that carries this attribute. May be given several times.
/// </summary>
/// <param name="type">The type of the task to run first; it must implement <see cref="IFrostingTask"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute, ITaskDependency
{
    /// <summary>Gets the type of the task that must run first.</summary>
    public Type Task { get; } = type;
}
