namespace Cake.Frosting.Release.Configuration;

/// <summary>What the name of a service or a database may be: it becomes part of file names and step ids.</summary>
internal static class Names
{
    internal const string Pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]*$";
    internal const string Hint = "letters, digits, '_', '.' and '-', beginning with a letter or digit";
    internal const string Variable = "^[A-Za-z_][A-Za-z0-9_]*$";
    internal const string VariableHint =
        "the name of an environment variable: letters, digits and '_', not beginning with a digit";
    internal const string Branch = @"^[^-\s~^:?*\[\\][^\s~^:?*\[\\]*$";
    internal const string BranchHint = "the name of a branch";
    internal const string Header = "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$";
    internal const string HeaderHint = "the name of an HTTP header";
}
