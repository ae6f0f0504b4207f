namespace Cake.Frosting.Release.Postgres;

/// <summary>A migration in an SQL file.</summary>
/// <param name="Version">Its version as the file's name has it: <c>2</c>, <c>0002</c>, <c>1.4</c>.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Text">What is in it, line ends as <c>\n</c>, without a byte order mark.</param>
/// <param name="Checksum">SHA-256 of the text in UTF-8, as lower-case hexadecimal digits.</param>
/// <param name="InTransaction">Whether it runs in one transaction; <c>-- no-transaction</c> in its first lines says no.</param>
/// <param name="UndoPath">The file that takes it back and keeps all rows; <c>null</c> where there is none.</param>
public sealed record MigrationScript(
    string Version,
    string Name,
    string Path,
    string Text,
    string Checksum,
    bool InTransaction,
    string? UndoPath
);
