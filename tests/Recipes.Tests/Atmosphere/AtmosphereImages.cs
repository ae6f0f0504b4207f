using Engine;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Atmosphere;

/// <summary>Images of both applications: real Django, with entrypoints that configure and migrate whatever they are asked.</summary>
internal sealed class AtmosphereImages(DockerEngine engine)
{
    private const string Sources = "atmosphere/app";

    public string Atmosphere(string version) => $"{engine.Registry.Address}/cyverse/atmosphere:v{version}";

    public string Troposphere(string version) => $"{engine.Registry.Address}/cyverse/troposphere:v{version}";

    public string Front => "engine-test/atmosphere-front:1";

    /// <summary>The commit that a version of Troposphere is made of.</summary>
    public static string CommitOf(string version) =>
        string.Concat(Enumerable.Repeat(version.Replace("-", "", StringComparison.Ordinal), 20))[..40];

    public string IdOf(string image) => engine.Docker("image", "inspect", "--format", "{{.ID}}", image);

    /// <summary>Whether an image has a file.</summary>
    public bool Holds(string image, string file) =>
        engine.TryRun("docker", ["run", "--rm", "--network", "none", "--entrypoint", "ls", image, file]).Code
        == 0;

    public string LabelOf(string image, string label) =>
        engine.Docker("image", "inspect", "--format", $"{{{{index .Config.Labels \"{label}\"}}}}", image);

    public void Build()
    {
        PostgresImage.Build(engine);
        BuildFront();
        BuildAtmosphere("36-1", _ => { });
        BuildAtmosphere("36-2", Status);
        BuildAtmosphere(
            "36-3",
            source =>
            {
                Status(source);
                Fails(source);
            }
        );
        BuildAtmosphere("36-4", Status);
        BuildTroposphere("35-9", _ => { });
        BuildTroposphere("36-6", Note);
        BuildTroposphere("36-7", Note);
    }

    private void BuildAtmosphere(string version, Action<AppSource> change) =>
        Build("atmosphere", "core", "atmo", 8000, version, Atmosphere(version), change);

    private void BuildTroposphere(string version, Action<AppSource> change) =>
        Build("troposphere", "api", "troposphere", 80, version, Troposphere(version), change);

    private void Build(
        string app,
        string models,
        string environment,
        int port,
        string version,
        string image,
        Action<AppSource> change
    )
    {
        using var context = new BuildContext();
        var root = Path.Combine(context.Path, "app");
        AppSource.Copy(Path.Combine(Sources, "common"), root);
        var source = AppSource.Copy(Path.Combine(Sources, app), root);
        File.Move(Path.Combine(root, "wsgi.py"), Path.Combine(root, app, "wsgi.py"));
        source.Write("version", version);
        change(source);
        var programs = Path.Combine(context.Path, "env", environment, "bin");
        Directory.CreateDirectory(programs);
        File.CreateSymbolicLink(Path.Combine(programs, "python"), "/usr/bin/python3.11");
        context.Write(
            "Dockerfile",
            $"""
            FROM {PythonImage.Build(engine)}
            COPY env/ /opt/env/
            COPY app/ /opt/dev/{app}/
            WORKDIR /opt/dev/{app}
            ENV APP={app} MODELS={models} PORT={port} VERSION={version} GIT_SHA={CommitOf(version)}
            ENTRYPOINT ["/bin/sh", "docker/entrypoint.sh"]

            """
        );
        context.Build(engine, image);
        engine.Docker("push", "--quiet", image);
    }

    private void BuildFront()
    {
        using var context = new BuildContext();
        AppSource.Copy(Sources, context.Path);
        context.Write(
            "Dockerfile",
            $"FROM {PythonImage.Build(engine)}\nCOPY front.py /front.py\nCMD [\"python\", \"/front.py\"]\n"
        );
        context.Build(engine, Front);
    }

    /// <summary>A migration that adds a column with a default, which the old version can live with.</summary>
    private static void Status(AppSource source) =>
        source.Write(
            "core/migrations/0002_status.py",
            Migration(
                "core",
                "0001_initial",
                "alter table core_instance add column status text not null default 'active'",
                "pass"
            )
        );

    /// <summary>A migration that does well on a clone, and has done some of its work when it fails.</summary>
    private static void Fails(AppSource source) =>
        source.Write(
            "core/migrations/0003_fails.py",
            Migration(
                "core",
                "0002_status",
                "delete from core_instance",
                "if schema.connection.settings_dict['NAME'] == 'atmo_prod': raise Exception('only here it fails')",
                isAtomic: false
            )
        );

    private static void Note(AppSource source) =>
        source.Write(
            "api/migrations/0002_note.py",
            Migration(
                "api",
                "0001_initial",
                "alter table api_request add column note text not null default ''",
                "pass"
            )
        );

    private static string Migration(
        string app,
        string after,
        string statement,
        string also,
        bool isAtomic = true
    ) =>
        $"""
            from django.db import migrations


            def also(apps, schema):
                {also}


            class Migration(migrations.Migration):
                atomic = {isAtomic}
                dependencies = [("{app}", "{after}")]
                operations = [migrations.RunSQL("{statement}"), migrations.RunPython(also)]

            """;
}
