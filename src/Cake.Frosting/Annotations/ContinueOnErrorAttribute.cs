namespace Cake.Frosting;

/// <summary>
/// Lets the build go on after the task has failed. The failure is logged; the tasks that depend on it still run.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
