namespace Cake.Frosting.Release.EnvFiles;

/// <summary>What an env file sets, for recipes whose systems say there where their database is, or what their secrets are.</summary>
public static class EnvValues
{
    /// <summary>The value of a key, as Compose reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="environment">A variable that the file's values may be filled in from; <c>null</c> for none.</param>
    /// <returns>The value; <c>null</c> where there is no such file, or it does not set the key.</returns>
    public static string? Find(string path, string key, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(key);
        return File.Exists(path)
            ? EnvFile
                .Parse(Path.GetFileName(path), File.ReadAllBytes(path))
                .Values(environment)
                .GetValueOrDefault(key)
            : null;
    }
}
