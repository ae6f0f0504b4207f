using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>
/// Cake's own tool installer, made when it is first used: every context holds one, few builds use it, and
/// making it loads the NuGet client and reads its configuration.
/// </summary>
internal sealed class LateToolInstaller(IServiceProvider services) : Core.Tooling.IToolInstaller
{
    private readonly Lazy<Core.Tooling.ToolInstaller> _installer = new(() =>
        ActivatorUtilities.CreateInstance<Core.Tooling.ToolInstaller>(services)
    );

    public IEnumerable<FilePath> Install(PackageReference tool) => _installer.Value.Install(tool);
}
