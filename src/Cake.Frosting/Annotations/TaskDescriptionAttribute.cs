namespace Cake.Frosting;

/// <summary>
/// Says in a sentence what a task does, for <c>--description</c>. Not inherited.
/// </summary>
/// <param name="description">The sentence.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>Gets the sentence that tells what the task does.</summary>
    public string Description { get; } = description;
}
