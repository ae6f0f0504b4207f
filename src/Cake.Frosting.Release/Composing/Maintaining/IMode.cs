using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>One way in which users are kept out. What was on before the release is left on.</summary>
internal interface IMode
{
    /// <summary>What it is called: <c>maintenance mode</c>.</summary>
    string Name { get; }

    /// <summary>What switching it on issues.</summary>
    IReadOnlyList<Instruction> On { get; }

    /// <summary>What switching it off issues.</summary>
    IReadOnlyList<Instruction> Off { get; }

    /// <summary>The checks of Preflight.</summary>
    IEnumerable<Step> Preflight => [];

    /// <summary>Switches it on; where this release has already, nothing happens.</summary>
    Task OnAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Switches it off, if this release has switched it on.</summary>
    Task OffAsync(StepContext context, CancellationToken cancellationToken);
}
