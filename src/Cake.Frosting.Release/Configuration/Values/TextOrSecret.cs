using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>A text from release.yml, or a secret that the file only names (<c>secret:NAME</c>).</summary>
public sealed record TextOrSecret
{
    /// <summary>Creates a text.</summary>
    /// <param name="text">The text; not secret.</param>
    public TextOrSecret(string text) => Text = text;

    /// <summary>Creates a secret.</summary>
    /// <param name="secret">The secret.</param>
    public TextOrSecret(Secret secret) => Secret = secret;

    /// <summary>The text; <c>null</c> where it is a secret.</summary>
    public string? Text { get; }

    /// <summary>The secret; <c>null</c> where it is a text.</summary>
    public Secret? Secret { get; }

    /// <summary>The value itself, for the one place that needs it.</summary>
    /// <exception cref="Errors.ReleaseRefusedException">It is a secret that is not set.</exception>
    public string Reveal() => Text ?? Secret!.Reveal();

    /// <summary>The value for the environment of a command, placeholders of a text filled in.</summary>
    /// <param name="values">The value of each placeholder; <c>null</c> for none.</param>
    public EnvironmentValue ToEnvironment(Func<string, string?> values) =>
        Secret is null ? Placeholders.Fill(Text!, values) : Secret;

    /// <summary>The text, or <c>***</c>.</summary>
    public override string ToString() => Text ?? Secret!.ToString();
}
