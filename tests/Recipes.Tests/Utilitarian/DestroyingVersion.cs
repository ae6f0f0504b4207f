using Engine;

namespace Recipes.Tests.Utilitarian;

/// <summary>
/// A version whose migration deletes every reading, for good and outside of a transaction, and then fails; on a clone
/// of the database it does not.
/// </summary>
internal static class DestroyingVersion
{
    public const string Number = "1.0.5";

    private const string Migration = """
        from django.db import migrations


        def destroy(apps, schema):
            schema.execute("delete from meters_reading")
            if schema.connection.settings_dict["NAME"] == "utilitarian":
                raise Exception("only here it fails")


        class Migration(migrations.Migration):
            atomic = False
            dependencies = [("meters", "0001_initial")]
            operations = [migrations.RunPython(destroy)]

        """;

    public static void Build(UtilitarianSite site)
    {
        var engine = DockerEngine.Shared();
        using var context = new BuildContext();
        context.Write("0002_destroy.py", Migration);
        context.Write(
            "Dockerfile",
            $"FROM {site.Image("1.0.0")}\nCOPY 0002_destroy.py /app/meters/migrations/\nENV VERSION={Number}\n"
        );
        context.Build(engine, site.Image(Number));
        engine.Docker("push", "--quiet", site.Image(Number));
    }
}
