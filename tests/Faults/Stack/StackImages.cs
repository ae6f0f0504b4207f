using System.Reflection;
using Engine;

namespace Faults.Stack;

/// <summary>The images of the shop: one for each version, in a real registry.</summary>
/// <param name="engine">The engine.</param>
/// <param name="name">Their name without the tag.</param>
internal sealed class StackImages(DockerEngine engine, string name)
{
    private readonly HashSet<string> built = [];

    public string Of(string version) => $"{name}:{version}";

    /// <summary>Builds and pushes the image of a version, as CI does it.</summary>
    public void Build(string version)
    {
        if (!built.Add(version))
        {
            return;
        }

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("app.py")!;
        using var reader = new StreamReader(stream);
        using var context = new BuildContext();
        context.Write("app.py", reader.ReadToEnd());
        context.Write(
            "Dockerfile",
            $"FROM {PythonImage.Build(engine)}\nCOPY app.py /app/app.py\nENV VERSION={version}\n"
        );
        context.Build(engine, Of(version));
        engine.Docker("push", "--quiet", Of(version));
        // The release fetches it.
        engine.Docker("image", "rm", Of(version));
    }
}
