using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.EnvFiles;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Postgres;
using Cake.Frosting.Release.Tests.Running;

namespace Cake.Frosting.Release.Tests.EnvFiles;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EnvFileStepTests : IDisposable
{
    private readonly Facts facts = new();
    private readonly RecordingEvents events = new();
    private TemporaryDirectory directory = null!;

    private EnvFilePlan Plan =>
        new(directory.Path, ".env") { Template = ".env.example", Kept = directory["kept"] };

    private StepContext Context =>
        new(Bench.Release, facts, new CommandRunner(new Redactor()), events, TimeProvider.System);

    [SetUp]
    public void MakeDirectory() => directory = new TemporaryDirectory();

    [TearDown]
    public void Dispose() => directory.Dispose();

    [Test]
    public async Task It_merges_sets_is_done_then_and_goes_back_to_the_byte()
    {
        const string before = "SECRET=hunter2\r\nK=false # switch";
        directory.Write(".env", before);
        directory.Write(".env.example", "SECRET=\nNEW=1\nK=\n");
        var step = Step(Plan with { Set = Values(("K", "true")) });

        (await step.Probe!(Context, default)).ShouldBe(Probe.NotDone("new: NEW"));
        (await step.Preview!(Context, default)).ShouldNotContain("hunter2");
        await step.Act(Context, default);

        Env.ShouldBe("SECRET=hunter2\r\nNEW=1\r\nK=true # switch");
        (await step.Probe!(Context, default)).State.ShouldBe(ProbeState.Done);
        facts.All.Values.ShouldAllBe(fact => !fact.Contains("hunter2"));
        events.Lines.ShouldAllBe(line => !line.Contains("hunter2"));
        var kept = Directory
            .GetFiles(directory["kept"], "*", SearchOption.AllDirectories)
            .ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(kept).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await step.Undo!.Act(Context, default);
        Env.ShouldBe(before);
        await step.Undo.Act(Context, default);
        Env.ShouldBe(before);
    }

    [Test]
    public async Task Killed_at_any_instant_it_is_done_once_and_can_be_taken_back()
    {
        directory.Write(".env", "A=1\n");
        directory.Write(".env.example", "A=\nN=1\n");
        var step = Step(Plan);

        await step.Act(Context, default);
        // Killed before the step was journalled as done: the next run acts again.
        await step.Act(Context, default);
        Env.ShouldBe("A=1\nN=1\n");

        // Killed before the file was written: the facts are there, the old bytes as well.
        File.WriteAllText(directory[".env"], "A=1\n");
        await step.Undo!.Act(Context, default);
        Env.ShouldBe("A=1\n");
        await step.Act(Context, default);
        await step.Undo!.Act(Context, default);
        Env.ShouldBe("A=1\n");
    }

    [Test]
    public async Task Keys_that_were_set_go_back_also_when_somebody_edited_the_file_since()
    {
        directory.Write(".env", "K='false'\nA=1\n");
        var step = Step(Plan with { Template = null, Set = Values(("K", "true"), ("N", "1")) });
        await step.Act(Context, default);
        File.WriteAllText(directory[".env"], Env.Replace("A=1", "A=2"));

        await step.Undo!.Act(Context, default);

        Env.ShouldBe("K='false'\nA=2\n");
    }

    [Test]
    public async Task What_was_added_goes_also_when_another_key_was_edited_since()
    {
        directory.Write(".env", "A=1\nB=2");
        directory.Write(".env.example", "A=\n# new\nN=1\nB=\nM=2\n");
        var step = Step(Plan);
        await step.Act(Context, default);
        File.WriteAllText(directory[".env"], Env.Replace("A=1", "A=3"));

        await step.Undo!.Act(Context, default);

        Env.ShouldBe("A=3\nB=2");
    }

    [Test]
    public async Task What_somebody_edited_since_is_not_overwritten()
    {
        directory.Write(".env", "A=1\n");
        directory.Write(".env.example", "A=\nN=1\n");
        var step = Step(Plan);
        await step.Act(Context, default);
        File.WriteAllText(directory[".env"], "A=1\nN=2\nMINE=1\n");

        await step.Undo!.Act(Context, default);

        Env.ShouldBe("A=1\nN=2\nMINE=1\n");
        events.Lines.ShouldContain(line =>
            line.StartsWith("warning: .env was changed since the release edited it: N stays in it.")
        );
    }

    [Test]
    public async Task Keys_that_production_must_set_are_named_all_at_once()
    {
        directory.Write(".env", "DB_PASS=\nCOOKIE_SECRET=change-me\nOPERATOR_SECRET=real\n");
        directory.Write(".env.example", "DB_PASS=\nCOOKIE_SECRET='change-me'\nOPERATOR_SECRET=x\nAPP_KEY=\n");
        var plan = Plan with
        {
            MustSet = ["DB_PASS", "COOKIE_SECRET", "OPERATOR_SECRET", "APP_KEY", "IMAGE_TAG"],
            Set = Values(("IMAGE_TAG", "v1")),
        };
        var check = new EnvFileStep("pull/env:.env", Stage.Pull, plan).Check("preflight/env:.env");

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => check.Act(Context, default));

        refusal.Problem.ShouldBe(
            ".env has no value for DB_PASS, APP_KEY, and has the default of .env.example for COOKIE_SECRET: production must set them."
        );
        refusal.Message.ShouldNotContain("change-me");
    }

    [Test]
    public async Task A_file_that_is_missing_is_named_with_what_to_do()
    {
        directory.Write(".env.example", "A=1\n");
        var check = new EnvFileStep("pull/env:.env", Stage.Pull, Plan).Check("preflight/env:.env");

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => check.Act(Context, default));

        refusal.Problem.ShouldStartWith("There is no .env in ");
        refusal.WayOut.ShouldBe("Make it before the first release: copy the template and fill it in.");
    }

    private string Env => File.ReadAllText(directory[".env"]);

    private static Step Step(EnvFilePlan plan) => new EnvFileStep("pull/env:.env", Stage.Pull, plan).Create();

    private static Dictionary<string, EnvironmentValue> Values(params (string Key, string Value)[] values) =>
        values.ToDictionary(value => value.Key, value => EnvironmentValue.FromText(value.Value));
}
