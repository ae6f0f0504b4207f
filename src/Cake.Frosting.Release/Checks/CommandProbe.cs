using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>A command that must end as it should.</summary>
/// <param name="place">Where it runs.</param>
/// <param name="command">The command; its success codes say how it must end.</param>
public sealed class CommandProbe(IPlace place, Command command) : ICheck
{
    /// <summary>A text that standard output must contain; <c>null</c> for any.</summary>
    public string? Contains { get; init; }

    /// <inheritdoc/>
    public Instruction Instruction => Instruction.Run(place, command);

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var result = await context.LookAsync(place, command, cancellationToken).ConfigureAwait(false);
            return Contains is null || result.StandardOutput.Contains(Contains, StringComparison.Ordinal)
                ? null
                : $"{command.Program} ended well, without the text '{Contains}' in its output";
        }
        catch (CommandFailedException failure) when (failure.CommandExitCode is { } code)
        {
            return $"{command.Program} ended with exit code {code}"
                + (failure.StandardError.Length == 0 ? "" : $": {failure.StandardError}");
        }
    }
}
