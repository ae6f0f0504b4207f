using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>Runs real commands away from the configuration of user and system, and remembers them.</summary>
public sealed class IsolatedRunner(string root) : ICommandRunner
{
    private readonly CommandRunner runner = new(new Redactor());

    public List<Command> Ran { get; } = [];

    /// <summary>Runs before a command; it can throw, as a kill would end everything.</summary>
    public Action<Command>? Before { get; set; }

    /// <summary>Runs after a command.</summary>
    public Action<Command>? After { get; set; }

    public Dictionary<string, string> Environment { get; } = [];

    public async Task<CommandResult> RunAsync(
        IPlace place,
        Command command,
        Action<string>? onLine = null,
        CancellationToken cancellationToken = default
    )
    {
        Ran.Add(command);
        Before?.Invoke(command);
        var isolated = command
            .WithEnvironment("GIT_CONFIG_GLOBAL", Path.Combine(root, "gitconfig"))
            .WithEnvironment("GIT_CONFIG_NOSYSTEM", "1")
            .WithEnvironment("HOME", root);
        foreach (var (name, value) in Environment)
        {
            isolated = isolated.WithEnvironment(name, value);
        }

        var result = await runner.RunAsync(place, isolated, onLine, cancellationToken);
        After?.Invoke(command);
        return result;
    }

    public Task<PipelineResult> PipeAsync(
        Pipeline pipeline,
        Action<string>? onLine = null,
        Action<long>? onBytes = null,
        CancellationToken cancellationToken = default
    ) => runner.PipeAsync(pipeline, onLine, onBytes, cancellationToken);
}
