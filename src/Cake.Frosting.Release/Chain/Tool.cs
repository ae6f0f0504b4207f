using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Chain;

/// <summary>What the tool has at hand for every target.</summary>
/// <param name="Arguments">What the command line says.</param>
/// <param name="Recipes">The recipes that this build script brings.</param>
public sealed record Tool(ReleaseArguments Arguments, IReadOnlyList<IRecipe> Recipes)
{
    /// <summary>The value of an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where everything is written.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Whether the output is a terminal, and a person can be asked.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected && !Console.IsInputRedirected;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Replaces secrets; configurations add theirs.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>What ends the processes of the tool when it is killed.</summary>
    public Leash Leash { get; init; } = new();

    /// <summary>What ends the tool from outside.</summary>
    public Interruption Interruption { get; init; } = new();

    /// <summary>Sends HTTP requests; follows no redirects.</summary>
    public HttpClient Client { get; init; } =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(10),
        };

    /// <summary>Runs commands.</summary>
    public ICommandRunner Runner => new CommandRunner(Redactor, Leash);

    /// <summary>How output looks: live on a terminal, plain elsewhere, grouped in GitHub Actions.</summary>
    public ProgressOptions ProgressOptions =>
        ProgressOptions.Choose(IsTerminal, Environment, () => IsTerminal ? Console.WindowWidth : 0) with
        {
            // Cake heads each task, and so each stage, itself.
            StageHeadings = false,
        };
}
