using System.Runtime.CompilerServices;
using System.Text;

namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>Compares an output with the file in <c>cases/</c>; ACCEPT=1 rewrites the file.</summary>
internal static class Snapshot
{
    public static void ShouldMatchCase(this string actual, string name, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "cases", name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        File.Exists(path)
            .ShouldBeTrue($"There is no {name} in cases/; run the test with ACCEPT=1 and read it.");
        actual.ShouldBe(File.ReadAllText(path), $"cases/{name} differs; ACCEPT=1 rewrites it.");
    }
}
