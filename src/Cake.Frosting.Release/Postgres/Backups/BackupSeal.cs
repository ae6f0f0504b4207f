using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Encrypts what still lies in a backup's directory as plain text, once nothing has to read it any more. It can be
/// run again whenever it was killed: a plain file goes only when its encrypted one is whole.
/// </summary>
internal sealed class BackupSeal(BackupPlan plan)
{
    public IReadOnlyList<Instruction> Instructions(string directory) =>
        plan.Options.Encryption is null
            ? []
            :
            [
                .. Files(directory).Select(file => Instruction.Run(Encrypt(file))),
                Instruction.Manual(RemoveSentence(directory)),
            ];

    public async Task RunAsync(StepContext context, string directory, CancellationToken cancellationToken)
    {
        if (plan.Options.Encryption is null)
        {
            return;
        }

        var plain = Files(directory).Where(File.Exists).ToList();
        foreach (var file in plain)
        {
            var pipeline = Encrypt(file);
            File.Delete(pipeline.OutputFile!);
            var written = await context
                .PipeAsync(pipeline, null, null, cancellationToken)
                .ConfigureAwait(false);
            var there = await DumpFiles
                .DigestFileAsync(pipeline.OutputFile!, cancellationToken)
                .ConfigureAwait(false);
            if (there != written.Sha256)
            {
                throw new ReleaseRefusedException(
                    $"{pipeline.OutputFile} is not what was written to it: its SHA-256 is {there} instead of {written.Sha256}.",
                    "Look at the disk that it is on, and back up again."
                );
            }
        }

        context.Issue(Instruction.Manual(RemoveSentence(directory)));
        foreach (var file in plain)
        {
            File.Delete(file);
        }
    }

    private static string RemoveSentence(string directory) =>
        $"Remove the files in {directory} that are encrypted now";

    private IEnumerable<string> Files(string directory) =>
        [
            .. plan.EncryptsAtOnce ? Array.Empty<string>() : [plan.DumpFile(directory)],
            BackupPlan.Schema(directory),
            BackupPlan.Properties(directory),
            .. plan.Options.Globals == GlobalsBackup.None
                ? Array.Empty<string>()
                : [BackupPlan.Globals(directory)],
        ];

    private Pipeline Encrypt(string file) =>
        Pipeline.Of(new ThisMachine(), plan.Options.Encryption!.Encrypt()) with
        {
            InputFile = file,
            OutputFile = file + plan.Options.Encryption.Extension,
        };
}
