using Engine;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Utilitarian;

/// <summary>Images of Utilitarian: a real Django with its compressor; every version has a stylesheet of its own.</summary>
internal sealed class UtilitarianImages(DockerEngine engine)
{
    public string Of(string version) => $"{engine.Registry.Address}/pwit/utilitarian:v{version}";

    public void Build()
    {
        PostgresImage.Build(engine);
        var registry = engine.Registry.Address;
        Images.Script(engine, $"{registry}/pwit/utilitarian-dlms-processor:v3", "exec sleep 100000");
        Images.Script(engine, $"{registry}/pwit/utilitarian-poster:v7", "exec sleep 100000");
        Build("1.0.0", _ => { });
        Build("1.3.0", source => Unit(source, "pass"));
        Build(
            "1.1.0",
            source =>
                Unit(
                    source,
                    "if schema.connection.settings_dict['NAME'] == 'utilitarian': raise Exception('only here it fails')"
                )
        );
        Build(
            "1.2.0",
            source =>
                source.Replace(
                    "meters/views.py",
                    "def front(request):",
                    "def front(request):\n    raise Exception('no front page')\n\n\ndef unused(request):"
                )
        );
    }

    private void Build(string version, Action<AppSource> change)
    {
        using var context = new BuildContext();
        var source = AppSource.Copy("utilitarian/app", Path.Combine(context.Path, "app"));
        source.Append("static/front.css", $"/* {version} */ p {{ width: {version.Length}px; }}\n");
        change(source);
        context.Write(
            "Dockerfile",
            $"FROM {PythonImage.Build(engine)}\nCOPY app/ /app/\nWORKDIR /app\nENV VERSION={version} DJANGO_SETTINGS_MODULE=utilitarian.settings\n"
        );
        context.Build(engine, Of(version));
        engine.Docker("push", "--quiet", Of(version));
    }

    /// <summary>A migration that adds a column with a default, which the old version can live with.</summary>
    private static void Unit(AppSource source, string also) =>
        source.Write(
            "meters/migrations/0002_unit.py",
            $"""
            from django.db import migrations, models


            def also(apps, schema):
                {also}


            class Migration(migrations.Migration):
                dependencies = [("meters", "0001_initial")]
                operations = [
                    migrations.RunSQL("alter table meters_reading add column unit text not null default 'kWh'"),
                    migrations.RunPython(also),
                ]

            """
        );
}
