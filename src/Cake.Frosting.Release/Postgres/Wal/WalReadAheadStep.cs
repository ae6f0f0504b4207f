using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// The step that reads the write-ahead log as far as it goes while the service runs: proving the backup wrote as much
/// log as the database is big, and under the fence only the rest is left to be read.
/// </summary>
internal static class WalReadAheadStep
{
    public static string IdOf(DatabaseTarget target) => $"backup/read-log:{target.Label}";

    public static Step For(DatabaseTarget target, IReadOnlyList<string> after)
    {
        var id = IdOf(target);
        var sentence = Instruction.Manual(
            $"Read the write-ahead log since the mark with pg_walinspect, and note what was written to {target.Name}"
        );
        return new Step
        {
            Id = id,
            Stage = Stage.Backup,
            Title = $"Read the write-ahead log of {target.Name} ahead",
            Instructions = [sentence],
            After = after,
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                if (WalMark.Find(context.Facts, WalMarkStep.IdOf(target)) is not { } mark)
                {
                    return;
                }

                await using var inside = await Session
                    .OpenAsync(target.Server, target.Name, cancellationToken)
                    .ConfigureAwait(false);
                var (verdict, progress) = await new WalJudge(target)
                    .JudgeAsync(
                        inside,
                        mark,
                        WalProgress.Find(context.Facts, id, mark),
                        context.Time,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                progress.Record(context.Facts, id, mark);
                context.Progress(
                    verdict.Finding switch
                    {
                        WalFinding.Nothing => "nothing was written so far",
                        WalFinding.Written => $"written so far: {string.Join("; ", verdict.Changes.Take(5))}",
                        _ => $"the log does not tell what was written: {verdict.Reason}",
                    }
                );
            },
        };
    }
}
