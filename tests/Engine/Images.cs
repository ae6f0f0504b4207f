namespace Engine;

/// <summary>Images that the tests build themselves, from nothing but what the machine has.</summary>
internal static class Images
{
    private static readonly string[] Applets =
    [
        "sh",
        "cat",
        "cp",
        "date",
        "echo",
        "env",
        "false",
        "grep",
        "httpd",
        "kill",
        "ln",
        "ls",
        "mkdir",
        "nc",
        "printf",
        "rm",
        "sed",
        "sleep",
        "test",
        "touch",
        "true",
        "wget",
    ];

    private static readonly Lock Gate = new();

    /// <summary>An image with busybox in it, to build others from.</summary>
    public static string Busybox(DockerEngine engine)
    {
        const string name = "engine-test/busybox:1";
        lock (Gate)
        {
            if (engine.TryRun("docker", ["image", "inspect", name]).Code != 0)
            {
                using var context = new BuildContext();
                var bin = Directory.CreateDirectory(Path.Combine(context.Path, "root/bin")).FullName;
                Directory.CreateDirectory(Path.Combine(context.Path, "root/tmp"));
                File.Copy(EngineParts.Find("busybox")!, Path.Combine(bin, "busybox"));
                foreach (var applet in Applets)
                {
                    File.CreateSymbolicLink(Path.Combine(bin, applet), "busybox");
                }

                context.Write("Dockerfile", "FROM scratch\nCOPY root/ /\nCMD [\"sh\"]\n");
                context.Build(engine, name);
            }
        }

        return name;
    }

    /// <summary>Builds an image that runs a script of busybox's shell; pushes it where its name has a registry.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="name">Its name, with the tag.</param>
    /// <param name="script">What it runs.</param>
    /// <param name="more">Further lines of its Dockerfile.</param>
    public static void Script(DockerEngine engine, string name, string script, string more = "")
    {
        using var context = new BuildContext();
        context.Write("run", $"#!/bin/sh\n{script}\n");
        context.Write(
            "Dockerfile",
            $"FROM {Busybox(engine)}\nCOPY run /run.sh\n{more}\nCMD [\"sh\", \"/run.sh\"]\n"
        );
        context.Build(engine, name);
        if (name.StartsWith("127.0.0.1:", StringComparison.Ordinal))
        {
            engine.Docker("push", "--quiet", name);
        }
    }
}

/// <summary>The files that an image is built from.</summary>
internal sealed class BuildContext : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("image-").FullName;

    public void Write(string name, string text) =>
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Build(DockerEngine engine, string name) =>
        engine.Docker("build", "--quiet", "--network", "none", "--tag", name, Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
