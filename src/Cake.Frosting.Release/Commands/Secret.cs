using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// A value that must never be shown. Its <see cref="ToString"/> is <c>***</c>; the value leaves it only
/// through <see cref="Reveal"/>, into the environment of a child process or a connection.
/// </summary>
public sealed class Secret
{
    private readonly string? value;

    /// <summary>Creates a secret.</summary>
    /// <param name="name">The name of the environment variable that it comes from.</param>
    /// <param name="value">The value; <c>null</c> where the variable is not set.</param>
    public Secret(string name, string? value)
    {
        Name = name;
        this.value = value;
    }

    /// <summary>The name of the environment variable that it comes from; not secret.</summary>
    public string Name { get; }

    /// <summary>Whether there is a value. Preflight refuses a release whose secrets are missing.</summary>
    public bool IsAvailable => !string.IsNullOrEmpty(value);

    /// <summary>The value itself, for the one place that needs it.</summary>
    /// <exception cref="ReleaseRefusedException">The environment variable is not set.</exception>
    public string Reveal() =>
        IsAvailable
            ? value!
            : throw new ReleaseRefusedException(
                $"The secret {Name} is needed and the environment variable {Name} is not set.",
                $"Set it in the environment of this command, for example from your CI's secret store."
            );

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
