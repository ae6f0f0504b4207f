using System.Text.RegularExpressions;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>The program that is Compose: the plugin of docker (v2), or docker-compose (v1, or v2 by itself).</summary>
/// <param name="Words">The program and the arguments that come first.</param>
/// <param name="Major">1 or 2: what they take differs.</param>
/// <param name="Version">Its whole version.</param>
public sealed partial record ComposeProgram(IReadOnlyList<string> Words, int Major, string Version)
{
    /// <summary>What a machine without Compose is told of: the plugin.</summary>
    internal static ComposeProgram Assumed { get; } = new(["docker", "compose"], 2, "?");

    /// <summary>Finds it.</summary>
    /// <param name="runner">Asks it for its version.</param>
    /// <param name="configured">The program of the configuration; <c>null</c> to look for one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ReleaseRefusedException">There is none.</exception>
    public static async Task<ComposeProgram> FindAsync(
        ICommandRunner runner,
        CommandTemplate? configured,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(runner);
        string[][] candidates = configured is null
            ?
            [
                ["docker", "compose"],
                ["docker-compose"],
            ]
            :
            [
                [configured.Program, .. configured.Arguments],
            ];
        foreach (var words in candidates)
        {
            if (await VersionOfAsync(runner, words, cancellationToken).ConfigureAwait(false) is { } version)
            {
                return new ComposeProgram(words, version[0] == '1' ? 1 : 2, version);
            }
        }

        throw new ReleaseRefusedException(
            configured is null
                ? "There is no Compose on this machine: neither 'docker compose' nor 'docker-compose' answers."
                : $"'{string.Join(' ', candidates[0])}' of platform/program does not answer as Compose does.",
            "Install the plugin docker-compose of docker, or name the program under platform/program."
        );
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Words);

    /// <summary>A docker without the plugin may print its usage and end well: only a version counts.</summary>
    private static async Task<string?> VersionOfAsync(
        ICommandRunner runner,
        string[] words,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var command = new Command(words[0], [.. words[1..], "version", "--short"])
            {
                Deadline = TimeSpan.FromSeconds(30),
            };
            var result = await runner
                .RunAsync(new ThisMachine(), command, null, cancellationToken)
                .ConfigureAwait(false);
            return Number().Match(result.Value) is { Success: true } match ? match.Groups[1].Value : null;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^v?([1-9][0-9]*\.[0-9]+\S*)$")]
    private static partial Regex Number();
}
