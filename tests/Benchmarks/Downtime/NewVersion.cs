using Engine;
using Recipes.Tests.Utilitarian;

namespace Benchmarks.Downtime;

/// <summary>
/// A version as they are: its code needs the column that its migration adds, and it brings packages that the engine does
/// not have yet.
/// </summary>
internal static class NewVersion
{
    public const string Number = "1.4.0";

    /// <summary>How much a version brings that cannot be compressed, in bytes.</summary>
    public const int Brings = 64_000_000;

    /// <summary>How many readings there are from the beginning.</summary>
    public const string Fill =
        "insert into meters_reading (id, value) select gen_random_uuid(), n from generate_series(1, 200000) n";

    private const string Model = """
        from django.db import models


        class Reading(models.Model):
            id = models.UUIDField(primary_key=True)
            value = models.IntegerField()
            unit = models.TextField(default="kWh")

        """;

    public static void Build(UtilitarianSite site)
    {
        var engine = DockerEngine.Shared();
        using var context = new BuildContext();
        var packages = new byte[Brings];
        new Random(1).NextBytes(packages);
        File.WriteAllBytes(Path.Combine(context.Path, "packages"), packages);
        context.Write("models.py", Model);
        context.Write(
            "Dockerfile",
            $"FROM {site.Image("1.3.0")}\nCOPY packages /srv/packages\nCOPY models.py /app/meters/models.py\nENV VERSION={Number}\n"
        );
        context.Build(engine, site.Image(Number));
        engine.Docker("push", "--quiet", site.Image(Number));
    }
}
