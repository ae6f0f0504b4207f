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

    public void Build()
    {
        PostgresImage.Build(engine);
        BuildFront();
        BuildAtmosphere("36-1", _ => { });
        BuildAtmosphere("36-2", source => Column(source, "pass"));
        BuildAtmosphere("36-4", source => Column(source, "pass"));
        BuildAtmosphere(
            "36-3",
            source =>
                Column(
                    source,
                    "if schema.connection.settings_dict['NAME'] == 'atmo_prod': raise Exception('only here it fails')"
                )
        );
        BuildTroposphere("35-9", _ => { });
        BuildTroposphere(
            "36-6",
            source => source.Write("api/migrations/0002_note.py", Migration("api", "alter table api_request add column note text not null default ''", "pass"))
        );
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
    private static void Column(AppSource source, string also) =>
        source.Write(
            "core/migrations/0002_status.py",
            Migration("core", "alter table core_instance add column status text not null default 'active'", also)
        );

    private static string Migration(string app, string statement, string also) =>
        $"""
            from django.db import migrations


            def also(apps, schema):
                {also}


            class Migration(migrations.Migration):
                dependencies = [("{app}", "0001_initial")]
                operations = [migrations.RunSQL("{statement}"), migrations.RunPython(also)]

            """;
}
