using System.Collections.Immutable;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// What the environment of the tool says to git. A hook runs its programs with GIT_DIR and the like set; they
/// must not lead git to another repository than the one that is released.
/// </summary>
public static class GitEnvironment
{
    private static readonly ImmutableArray<string> Pointing =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    ];

    /// <summary>The variables that point git to a repository, index or object store, of those that are set.</summary>
    /// <param name="variables">The names of all variables that are set.</param>
    public static ImmutableArray<string> ToUnset(IEnumerable<string> variables) =>
        [.. Pointing.Intersect(variables, StringComparer.Ordinal)];

    /// <summary>The same for the environment of this process.</summary>
    public static ImmutableArray<string> ToUnset() =>
        ToUnset(Environment.GetEnvironmentVariables().Keys.Cast<string>());
}
