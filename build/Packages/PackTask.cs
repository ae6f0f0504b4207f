using Cake.Core;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Build.Packages;

/// <summary>Makes the package of the library.</summary>
[TaskName("Pack")]
[TaskDescription("Makes the package of the library in artifacts/packages, and checks what it depends on.")]
public sealed class PackTask : AsyncFrostingTask<ReleaseContext>
{
    // A build script that uses the library needs all of these: pack leaves out what is referenced by file.
    private static readonly string[] Needed = ["Cake.Frosting", "Npgsql", "YamlDotNet"];

    private static string Packages => Path.Combine(Repository.Artifacts, "packages");

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.DoAsync(RunAsync);

    private static async Task RunAsync(Tool tool, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Packages))
        {
            Directory.Delete(Packages, recursive: true);
        }

        await Repository.ShowAsync(
            tool,
            new Command(
                "dotnet",
                "pack",
                "src/Cake.Frosting.Release",
                "--nologo",
                "--verbosity=quiet",
                "--configuration=Release",
                $"--output={Packages}"
            ),
            cancellationToken
        );
        foreach (var file in Directory.GetFiles(Packages, "*.nupkg"))
        {
            var package = PackageManifest.Read(file);
            tool.Output.WriteLine($"{Path.GetRelativePath(Repository.Root, file)}\n{package}");
            var missing = Needed.Except(package.Dependencies.Keys).ToList();
            if (missing.Count > 0)
            {
                throw new CakeException(1, $"{package.Id} does not depend on {string.Join(", ", missing)}.");
            }
        }
    }
}
