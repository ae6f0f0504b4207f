using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Composing;

return new CakeHost().RunRelease(args, new Shop());

/// <summary>What all shops have in common; each one's own release.yml lies over it.</summary>
public sealed class Shop : IRecipe
{
    public string Name => "shop";
    public string Description => "A shop: one service on one database.";
    public string Defaults => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "shop.release.yml"));
}

/// <summary>A task of one's own in the chain: after Start, before Verify.</summary>
[TaskName("Warm")]
[TaskDescription("Fills the caches before the checks look.")]
[IsDependentOn(typeof(StartTask))]
[IsDependeeOf(typeof(VerifyTask))]
public sealed class WarmTask : AsyncFrostingTask<ReleaseContext>
{
    public override async Task RunAsync(ReleaseContext context)
    {
        using var client = new HttpClient();
        await client.GetAsync(new Uri("http://127.0.0.1:5080/"));
    }
}
