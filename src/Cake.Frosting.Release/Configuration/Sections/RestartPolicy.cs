namespace Cake.Frosting.Release.Configuration;

/// <summary>Whether a service is started again when it ends by itself.</summary>
public enum RestartPolicy
{
    /// <summary>It is started again.</summary>
    [Value("It is started again.")]
    Always,

    /// <summary>It stays down.</summary>
    [Value("It stays down.")]
    Never,
}
