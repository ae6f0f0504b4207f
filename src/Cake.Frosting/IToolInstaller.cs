using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>
/// Installs the tools that a build asks for.
/// </summary>
public interface IToolInstaller
{
    /// <summary>Installs a tool and makes its files known to the build.</summary>
    /// <param name="tool">The package of the tool.</param>
    void Install(PackageReference tool);
}
