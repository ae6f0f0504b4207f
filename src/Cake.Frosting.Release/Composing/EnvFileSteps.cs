using Cake.Frosting.Release.EnvFiles;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Production's env files: checked in Preflight, brought to the new version once the service is down.</summary>
internal static class EnvFileSteps
{
    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release) =>
        rooms.Configuration.EnvFiles.SelectMany(section =>
        {
            var plan = PlanOf(rooms, section.File) with
            {
                Template = section.Template is null ? null : NameOf(rooms, section.Template),
                MustSet = section.MustSet,
                Skip = section.Skip,
                Secret = section.Secret,
                Set = section.Set.ToDictionary(
                    entry => entry.Key,
                    entry => rooms.ValuesOf(release).Fill(entry.Value)
                ),
            };
            var step = new EnvFileStep($"pull/env:{plan.File}", Stage.Pull, plan);
            return new[] { step.Check($"preflight/env:{plan.File}"), step.Create() };
        });

    /// <summary>A file that nothing is done with yet.</summary>
    public static EnvFilePlan PlanOf(Rooms rooms, string file) =>
        new(rooms.Configuration.ProjectDirectory, NameOf(rooms, file))
        {
            Kept = Path.Combine(rooms.Configuration.Directory, "env"),
        };

    private static string NameOf(Rooms rooms, string path) =>
        Path.GetRelativePath(rooms.Configuration.ProjectDirectory, path).Replace('\\', '/');
}
