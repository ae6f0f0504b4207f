using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// How one kind of system is released: the defaults beneath a project's own release.yml, and what only that
/// system needs. A recipe knows the library; the library knows no recipe.
/// </summary>
public interface IRecipe
{
    /// <summary>Its name, as <c>recipe:</c> and <c>--recipe=</c> spell it.</summary>
    string Name { get; }

    /// <summary>What it releases, in one line.</summary>
    string Description { get; }

    /// <summary>Its release.yml; a project's own lies over it.</summary>
    string Defaults { get; }

    /// <summary>
    /// The directory of a project that the recipe brings with it, below the directory that the tool was started
    /// in; <c>null</c>, the default, where the project is that directory itself.
    /// </summary>
    string? Workspace => null;

    /// <summary>The value of a variable of the configuration that the environment does not have.</summary>
    /// <param name="directory">The project's directory.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The value; <c>null</c>, the default, where the recipe has none either.</returns>
    string? Find(string directory, string variable) => null;

    /// <summary>
    /// Makes ready what the recipe brings with it; called before anything that changes something, and under the lock
    /// of the target, so that no release runs meanwhile. Where its state is must be known before.
    /// </summary>
    /// <param name="directory">The project's directory; it need not exist.</param>
    /// <param name="forRelease">Whether the next release is to begin or to be planned; not for a rollback.</param>
    /// <param name="context">Runs commands and shows progress.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    Task PrepareAsync(
        string directory,
        bool forRelease,
        StepContext context,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    /// <summary>How it counts versions, where no scheme of the configuration does; <c>null</c>, the default, where one does.</summary>
    IVersionScheme? Versions => null;

    /// <summary>Its own steps, which follow the configured ones in their stages.</summary>
    /// <param name="configuration">What is released.</param>
    /// <param name="release">The release.</param>
    IEnumerable<Step> Steps(ReleaseConfiguration configuration, ReleaseIdentity release) => [];

    /// <summary>Lines that follow the summary of a release or rollback: where things are, what can be done next.</summary>
    /// <param name="configuration">What was released.</param>
    IEnumerable<string> Closing(ReleaseConfiguration configuration) => [];

    /// <summary>Something that goes along with a release or rollback; <c>null</c>, the default, for nothing.</summary>
    /// <param name="configuration">What is released.</param>
    ICompanion? Accompany(ReleaseConfiguration configuration) => null;
}
