namespace Cake.Frosting;

/// <summary>
/// Gives a task another name than that of its class. Not inherited.
/// </summary>
/// <param name="name">The name, as used with <c>--target</c>; letter case does not matter there.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>Gets the name of the task.</summary>
    public string Name { get; } = name;
}
