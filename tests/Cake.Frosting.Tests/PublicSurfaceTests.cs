using System.Text.RegularExpressions;

namespace Cake.Frosting.Tests;

public sealed class PublicSurfaceTests
{
    [Test]
    public void The_public_surface_is_that_of_Cake_Frosting()
    {
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt"));

        PublicSurface.Of(typeof(CakeHost).Assembly).ShouldBe(TypeByType(expected));
    }

    [Test]
    public void The_extensions_extend_the_host_and_the_services()
    {
        var methods = new[] { typeof(CakeHostExtensions), typeof(ServiceCollectionExtensions) }
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsStatic);

        methods.ShouldAllBe(method =>
            method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false)
        );
    }

    [Test]
    public void The_assembly_has_the_name_and_version_of_the_package()
    {
        var name = typeof(CakeHost).Assembly.GetName();

        name.Name.ShouldBe("Cake.Frosting");
        name.Version.ShouldBe(typeof(Core.ICakeContext).Assembly.GetName().Version);
    }

    private static string[] TypeByType(string listing) =>
        [
            .. Regex
                .Split(listing.ReplaceLineEndings("\n").TrimEnd(), "\n(?! )")
                .Select(type => PublicSurface.Sorted([.. type.Split('\n')]))
                .Order(StringComparer.Ordinal),
        ];
}
