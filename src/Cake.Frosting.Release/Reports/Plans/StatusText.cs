namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a <see cref="ReleaseStatus"/> as a short page.</summary>
public static class StatusText
{
    /// <summary>The lines, each ending in a line break.</summary>
    /// <param name="status">How the project stands.</param>
    public static string Render(ReleaseStatus status) => status.Project;
}
