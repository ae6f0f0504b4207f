namespace Build.Output;

/// <summary>
/// The last line of a build, after Cake's table of tasks and its error: what a person or a CI job looks for there.
/// </summary>
public sealed class ClosingLine
{
    /// <summary>The line; <c>null</c> for none.</summary>
    public string? Text { get; set; }

    /// <summary>Prints the line, if there is one.</summary>
    public void Print()
    {
        if (Text is not null)
        {
            Console.Error.Flush();
            Console.WriteLine(Text);
        }
    }
}
