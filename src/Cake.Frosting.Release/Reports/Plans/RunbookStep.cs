using System.Text;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Writes a step, or its undo, as an entry of a numbered list.</summary>
internal static class RunbookStep
{
    public static void Write(StringBuilder page, int number, Step step)
    {
        var indent = Head(page, number, step.Title);
        Instructions(page, step.Instructions, indent);
        page.Append(indent).Append("Check: ").Append(Check(step)).Append("\n\n");
    }

    public static void WriteUndo(StringBuilder page, int number, Step step)
    {
        var indent = Head(page, number, step.Undo!.Title);
        page.Append(indent).Append($"If you had begun: {Md.Text(step.Title)}.\n\n");
        Instructions(page, step.Undo.Instructions, indent);
    }

    private static string Head(StringBuilder page, int number, string title)
    {
        page.Append($"{number}. **{Md.Text(title)}**\n\n");
        return new string(' ', $"{number}. ".Length);
    }

    private static void Instructions(StringBuilder page, IEnumerable<Instruction> instructions, string indent)
    {
        foreach (var instruction in instructions)
        {
            var block = instruction.Kind switch
            {
                InstructionKind.Command => Command(instruction, indent),
                InstructionKind.Sql => $"{indent}In the {Md.Text(instruction.Where)}:\n\n"
                    + Md.Block(instruction.Text, "sql", indent),
                InstructionKind.Http => Md.Block(Curl(instruction.Text), "sh", indent),
                _ => $"{indent}{Sentence(instruction.Text)}",
            };
            page.Append(block).Append("\n\n");
        }
    }

    private static string Command(Instruction instruction, string indent)
    {
        var where =
            instruction.Where == new ThisMachine().Name
                ? ""
                : $"{indent}For {Md.Text(instruction.Where)}:\n\n";
        return where + Md.Block(instruction.Text, "sh", indent);
    }

    /// <summary>A sentence stands as it was written, backticks and all, but for what would be HTML.</summary>
    private static string Sentence(string text)
    {
        var line = Clean.Line(text);
        var isCodeWhole = line.Count(character => character == '`') % 2 == 0;
        var parts = isCodeWhole ? line.Split('`') : [line];
        return string.Concat(parts.Select((part, index) => index % 2 == 1 ? Md.Code(part) : Bare(part)));
    }

    /// <summary>Escapes without losing the blanks at the ends, which part text from code.</summary>
    private static string Bare(string part)
    {
        var core = part.Trim();
        return core.Length == 0 ? part : part.Replace(core, Md.Text(core), StringComparison.Ordinal);
    }

    private static string Curl(string request)
    {
        var space = request.IndexOf(' ', StringComparison.Ordinal);
        var (method, url) = space < 0 ? ("GET", request) : (request[..space], request[(space + 1)..]);
        var verb = method == "GET" ? "" : $"--request {ShellQuoting.Quote(method)} ";
        return $"curl --fail --show-error --silent {verb}{ShellQuoting.Quote(url)}";
    }

    private static string Check(Step step)
    {
        var kinds = step.Instructions.Select(instruction => instruction.Kind).ToHashSet();
        var checks = new List<string>();
        if (kinds.Contains(InstructionKind.Command) || kinds.Contains(InstructionKind.Http))
        {
            checks.Add("every command ended with exit code 0 (`echo $?`)");
        }

        if (kinds.Contains(InstructionKind.Sql))
        {
            checks.Add("every statement ended without an error");
        }

        if (checks.Count == 0)
        {
            checks.Add("look that it is so");
        }

        if (step.Deadline is { } deadline)
        {
            checks.Add($"it was done within {Readable.Duration(deadline.TotalSeconds)}");
        }

        var text = string.Join(", and ", checks) + ".";
        return step.WarnOnly ? $"{text} If not, write it down and go on: this one can fail." : text;
    }
}
