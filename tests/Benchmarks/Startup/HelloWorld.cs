namespace Benchmarks.Startup;

/// <summary>The smallest program there is, made as <c>dotnet new console</c> makes it.</summary>
internal static class HelloWorld
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    public static Contender Build(string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Join(directory, "hello.csproj"), Project);
        File.WriteAllText(Path.Join(directory, "Program.cs"), "System.Console.WriteLine(\"Hello, World!\");");
        Shell.Run("dotnet", ["build", "--configuration=Release", "--output=out", "--nologo"], directory);
        return new Contender(
            "dotnet exec hello.dll",
            "dotnet",
            "exec",
            Path.Join(directory, "out", "hello.dll")
        );
    }
}
