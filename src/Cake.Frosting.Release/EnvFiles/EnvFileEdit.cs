using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>What changes in an env file.</summary>
/// <param name="Before">The file as it is.</param>
/// <param name="After">The file as it is going to be.</param>
/// <param name="Added">The keys that come from the template.</param>
/// <param name="Removed">The keys that the template does not have.</param>
internal sealed record EnvFileEdit(
    EnvFile Before,
    EnvFile After,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed
)
{
    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => Before.Bytes.Span.SequenceEqual(After.Bytes.Span);

    /// <summary>Looks what would change; nothing is touched.</summary>
    /// <exception cref="ReleaseRefusedException">A file is missing or cannot be read.</exception>
    public static EnvFileEdit Of(EnvFilePlan plan)
    {
        var before = Read(
            plan,
            plan.File,
            "Make it before the first release: copy the template and fill it in."
        );
        var merge = TemplateOf(plan) is { } template
            ? EnvMerge.Of(before, template, plan.Skip)
            : new([], [], []);
        var bytes = Splice.Apply(before.Bytes.Span, merge.Splices);
        foreach (var (key, value) in plan.Set)
        {
            bytes = Splice.Apply(bytes, EnvFile.Parse(plan.File, bytes).Set(key, value.Reveal()));
        }

        return new EnvFileEdit(before, EnvFile.Parse(plan.File, bytes), merge.Added, merge.Removed);
    }

    /// <summary>Refuses where a key that production must set is not set.</summary>
    /// <exception cref="ReleaseRefusedException">Keys are not set; all are named.</exception>
    public static void RequireSet(EnvFilePlan plan)
    {
        var edit = Of(plan);
        var template = TemplateOf(plan);
        var asked = plan.MustSet.Where(key => !plan.Set.ContainsKey(key)).ToList();
        var missing = asked.Where(key => string.IsNullOrWhiteSpace(edit.Before.Literal(key))).ToList();
        var defaults = asked
            .Except(missing)
            .Where(key => template?.Literal(key) == edit.Before.Literal(key))
            .ToList();
        if (missing.Count + defaults.Count == 0)
        {
            return;
        }

        string[] problems =
        [
            .. missing.Count > 0 ? [$"has no value for {string.Join(", ", missing)}"] : (string[])[],
            .. defaults.Count > 0
                ? [$"has the default of {plan.Template} for {string.Join(", ", defaults)}"]
                : (string[])[],
        ];
        throw new ReleaseRefusedException(
            $"{plan.File} {string.Join(", and ", problems)}: production must set {(asked.Count == 1 ? "it" : "them")}.",
            $"Set {string.Join(", ", missing.Concat(defaults))} in {plan.File}; envFiles/mustSet names the keys that no default is good enough for."
        );
    }

    private static EnvFile? TemplateOf(EnvFilePlan plan) =>
        plan.Template is null
            ? null
            : Read(plan, plan.Template, "Name another file in envFiles/template of the configuration.");

    private static EnvFile Read(EnvFilePlan plan, string file, string wayOut) =>
        EnvFile.Parse(file, new ProjectFile(plan.Directory, file).Read(wayOut));
}
