using System.Security.Cryptography;
using System.Text;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>
/// An edit of a file that may hold secrets, so that the journal has only its digests: the bytes from before are kept
/// in a file of their own, for its owner alone, and the edit is taken back from there.
/// </summary>
/// <param name="stepId">The step that makes it.</param>
/// <param name="plan">The file.</param>
internal sealed class KeptEdit(string stepId, EnvFilePlan plan)
{
    private const string BeforeFact = "before";
    private const string AfterFact = "after";

    /// <summary>A release and the two before it have their files kept.</summary>
    private const int KeptReleases = 3;

    private readonly ProjectFile file = new(plan.Directory, plan.File);

    /// <summary>Makes the edit.</summary>
    public void Make(StepContext context, EnvFileEdit edit)
    {
        Keep(context, edit.Before.Bytes);
        context.Facts.Record(stepId, BeforeFact, Hash(edit.Before.Bytes));
        context.Facts.Record(stepId, AfterFact, Hash(edit.After.Bytes));
        file.Write(edit.After.Bytes);
    }

    /// <summary>Takes the edit back; where the file was changed since, only the keys that were set.</summary>
    public void Undo(StepContext context)
    {
        if (context.Facts.Find(stepId, AfterFact) is not { } after)
        {
            return;
        }

        var now = file.Read();
        if (Hash(now) == context.Facts.Find(stepId, BeforeFact))
        {
            return;
        }

        var copy = CopyOf(context);
        if (!File.Exists(copy))
        {
            context.Warn($"{plan.File} stays as it is: there is no {copy} to take its old bytes from.");
            return;
        }

        if (Hash(now) == after)
        {
            file.Write(File.ReadAllBytes(copy));
            return;
        }

        UnsetKeys(context, EnvFile.Parse(plan.File, now), EnvFile.Parse(plan.File, File.ReadAllBytes(copy)));
    }

    private static string Hash(ReadOnlyMemory<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    private void UnsetKeys(StepContext context, EnvFile now, EnvFile before)
    {
        var bytes = now.Bytes.ToArray();
        foreach (var (key, value) in plan.Set)
        {
            var current = EnvFile.Parse(plan.File, bytes);
            if (current.Find(key) is not { } entry || current.Literal(key) != value.Reveal())
            {
                continue;
            }

            var splice = before.Find(key) is { HasValue: true } old
                ? new Splice(entry.Raw.Start, entry.Raw.Length, Encoding.Latin1.GetBytes(before.RawOf(old)))
                : new Splice(entry.Start, entry.End - entry.Start, []);
            bytes = Splice.Apply(bytes, [splice]);
        }

        if (!now.Bytes.Span.SequenceEqual(bytes))
        {
            file.Write(bytes);
        }

        if (plan.Template is not null)
        {
            context.Warn(
                $"{plan.File} was changed since the release edited it: its new keys stay. As it was before: {CopyOf(context)}"
            );
        }
    }

    private string CopyOf(StepContext context) =>
        Path.Combine(
            plan.Kept,
            context.Release.Id,
            string.Concat(
                $"{stepId}".Select(letter =>
                    char.IsAsciiLetterOrDigit(letter) || letter is '.' ? letter : '-'
                )
            )
        );

    private void Keep(StepContext context, ReadOnlyMemory<byte> bytes)
    {
        var copy = CopyOf(context);
        var directory = Path.GetDirectoryName(copy)!;
        DurableDirectory.Create(directory);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(copy, options))
        {
            stream.Write(bytes.Span);
            stream.Flush(flushToDisk: true);
        }

        DurableDirectory.Flush(directory);
        foreach (var old in Directory.GetDirectories(plan.Kept).OrderDescending().Skip(KeptReleases))
        {
            Directory.Delete(old, recursive: true);
        }
    }
}
