namespace Cake.Frosting.Release.Commands;

/// <summary>The value of an environment variable for a child process: plain text or a <see cref="Secret"/>.</summary>
public sealed class EnvironmentValue
{
    private readonly string? text;
    private readonly Secret? secret;

    private EnvironmentValue(string? text, Secret? secret)
    {
        this.text = text;
        this.secret = secret;
    }

    /// <summary>Makes a plain value.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator EnvironmentValue(string text) => FromText(text);

    /// <summary>Makes a secret value.</summary>
    /// <param name="secret">The secret.</param>
    public static implicit operator EnvironmentValue(Secret secret) => FromSecret(secret);

    /// <summary>Makes a plain value.</summary>
    /// <param name="text">The text.</param>
    public static EnvironmentValue FromText(string text) => new(text, null);

    /// <summary>Makes a secret value.</summary>
    /// <param name="secret">The secret.</param>
    public static EnvironmentValue FromSecret(Secret secret) => new(null, secret);

    /// <summary>Whether there is a value: a secret may have none.</summary>
    internal bool IsAvailable => secret is null or { IsAvailable: true };

    /// <summary>The secret; <c>null</c> for plain text.</summary>
    internal Secret? Secret => secret;

    /// <summary>The value for the child process; reveals a secret.</summary>
    public string Reveal() => secret?.Reveal() ?? text!;

    /// <summary>The value as it may be printed in a shell line: quoted text, or <c>"$NAME"</c> for a secret.</summary>
    public string ToShell() => secret is null ? ShellQuoting.Quote(text!) : $"\"${secret.Name}\"";

    /// <summary>The text, or <c>***</c> for a secret.</summary>
    public override string ToString() => secret?.ToString() ?? text!;
}
