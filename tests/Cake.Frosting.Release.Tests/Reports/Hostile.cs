using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>A release in which every text that comes from outside means harm.</summary>
internal static class Hostile
{
    public const string Password = "p&ss<w>rd";

    public const string Text =
        "<script>alert(1)</script> | `a` ``` ]]> [red]x[/] *b* \e[31m\u0007 \u202Egnp.exe \uD800 🚀 שלום &amp; \"q\" 'q' $HOME ::error::no ##[error]no "
        + Password;

    public static readonly Redactor Redactor = new(new Secret("PASSWORD", Password));

    private static readonly ReleaseIdentity Release = new("20261121T104227Z-2", "<b>|shop", "2|0", "`1`");

    public static ReleasePlan Plan() =>
        new(
            Release,
            [
                ShopPlan.Step(
                    Stage.Backup,
                    "backup/dump:x",
                    Text,
                    new Instruction("a`b|c", "echo ```\nrm -rf /", InstructionKind.Command),
                    Instruction.Sql("s`hop", "SELECT '```';"),
                    Instruction.Manual("Say `a|b` and " + Text)
                ) with
                {
                    Undo = ShopPlan.Undo(Text, Instruction.Manual(Text)),
                },
            ]
        );

    public static ReleaseReport Report()
    {
        var lines = $"first {Text}\nsecond {Text}\n{new string('x', 400)}";
        var record = new Script(Release)
            .Fact(0.5, "backup/dump:x", $"backup/dump:{Text.Replace('.', ' ')}.file", Text)
            .Fact(0.5, "backup/dump:x", $"backup/dump:{Text.Replace('.', ' ')}.proof", Text)
            .Run("backup/dump:x", 1, 2, JournalEvent.StepFailed, lines, Text)
            .Add(3, JournalEvent.Warned, "backup/dump:x", Text)
            .End(4, Outcome.OldStillRunning, lines)
            .Read();
        return ReportBuilder.Build(Plan(), record, new ReportOptions { Redactor = Redactor });
    }
}
