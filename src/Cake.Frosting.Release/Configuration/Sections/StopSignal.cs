namespace Cake.Frosting.Release.Configuration;

/// <summary>The signal that asks a service to end.</summary>
public enum StopSignal
{
    /// <summary>SIGTERM.</summary>
    [Value("SIGTERM.", Name = "TERM")]
    Terminate,

    /// <summary>SIGINT.</summary>
    [Value("SIGINT, as Ctrl+C sends it.", Name = "INT")]
    Interrupt,

    /// <summary>SIGQUIT.</summary>
    [Value("SIGQUIT.", Name = "QUIT")]
    Quit,
}
