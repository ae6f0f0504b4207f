using System.Reflection;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>Reads from a task's class what Cake's engine is to know about it.</summary>
internal sealed class TaskOfBuild(IFrostingTask task, IFrostingContext context)
{
    private readonly Type _type = task.GetType();

    public string Name => NameOf(_type);

    public bool HasCompatibleContext => ContextType.IsInstanceOfType(context);

    /// <summary>Gets the type argument of the direct base class; farther ones are not looked at.</summary>
    public Type ContextType =>
        _type.BaseType is { IsConstructedGenericType: true } direct && IsTaskBase(direct)
            ? direct.GenericTypeArguments[0]
            : typeof(ICakeContext);

    public void Describe(CakeTaskBuilder builder)
    {
        var description = _type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description;
        if (!string.IsNullOrWhiteSpace(description))
        {
            builder.Description(description);
        }

        DescribeBehaviour(builder);
        foreach (var dependency in _type.GetCustomAttributes<IsDependentOnAttribute>())
        {
            builder.IsDependentOn(NameOfTask(dependency.Task, "dependency"));
        }

        foreach (var dependee in _type.GetCustomAttributes<IsDependeeOfAttribute>())
        {
            builder.IsDependeeOf(NameOfTask(dependee.Task, "reverse dependency"));
        }
    }

    private static string NameOf(Type type) =>
        type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;

    private static string NameOfTask(Type type, string role) =>
        typeof(IFrostingTask).IsAssignableFrom(type)
            ? NameOf(type)
            : throw new FrostingException($"The {role} '{NameOf(type)}' is not a valid task.");

    private static bool IsTaskBase(Type type) => IsA(type, typeof(FrostingTask<>)) || IsAsync(type);

    private static bool IsAsync(Type type) => IsA(type, typeof(AsyncFrostingTask<>));

    private static bool IsA(Type type, Type generic) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic;

    private void DescribeBehaviour(CakeTaskBuilder builder)
    {
        var contextType = context.GetType();
        if (IsOverridden(RunMethod(), contextType))
        {
            builder.Does(task.RunAsync);
        }

        if (IsOverridden(nameof(IFrostingTask.ShouldRun), contextType))
        {
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        }

        if (_type.GetCustomAttribute<ContinueOnErrorAttribute>() != null)
        {
            builder.ContinueOnError();
        }

        if (IsOverridden(nameof(IFrostingTask.OnError), typeof(Exception), contextType))
        {
            builder.OnError(exception => task.OnError(exception, context));
        }

        if (IsOverridden(nameof(IFrostingTask.Finally), contextType))
        {
            builder.Finally(() => task.Finally(context));
        }
    }

    private string RunMethod()
    {
        for (var type = _type; type != null; type = type.BaseType)
        {
            if (IsTaskBase(type))
            {
                return IsAsync(type) ? nameof(AsyncFrostingTask.RunAsync) : nameof(FrostingTask.Run);
            }
        }

        throw new InvalidOperationException(
            $"The task '{Name}' must derive from {nameof(FrostingTask)} or {nameof(AsyncFrostingTask)}."
        );
    }

    private bool IsOverridden(string name, params Type[] parameters)
    {
        var method =
            _type.GetMethod(name, parameters)
            ?? throw new FrostingException(
                $"The task '{Name}' has no method {name} that takes the context {context.GetType().FullName}."
            );
        return method.GetBaseDefinition().DeclaringType != method.DeclaringType;
    }
}
