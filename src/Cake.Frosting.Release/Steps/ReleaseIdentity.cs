namespace Cake.Frosting.Release.Steps;

/// <summary>Which release this is.</summary>
/// <param name="Id">Unique, sortable by time, fit for file and database names: <c>20261121T104227Z-1.4.0</c>.</param>
/// <param name="Project">The project's name.</param>
/// <param name="Version">The version that is released.</param>
/// <param name="PreviousVersion">The version that runs now; <c>null</c> on the very first release.</param>
public sealed record ReleaseIdentity(string Id, string Project, string Version, string? PreviousVersion)
{
    /// <summary>Whether it is only rehearsed: then its version is not tagged yet.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>The id for use in names of databases: lower case, digits and underscores only, at most 40 characters.</summary>
    public string DatabaseSuffix
    {
        get
        {
            var name = string.Concat(
                Id.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_')
            );
            return name.Length <= 40 ? name : name[..40];
        }
    }
}
