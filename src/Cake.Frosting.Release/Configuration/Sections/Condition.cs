namespace Cake.Frosting.Release.Configuration;

/// <summary>Something that has to hold, and that may need some time until it does; its wait always ends.</summary>
[ExactlyOneOf("http", "sql", "command", "metric", "advancing", "drained", "log", "file")]
public abstract record Condition
{
    /// <summary>An address and what it must answer.</summary>
    [Setting("An address and what it must answer.")]
    public HttpCheck? Http { get; init; }

    /// <summary>A query and what it must return.</summary>
    [Setting("A query and what it must return.")]
    public SqlCheck? Sql { get; init; }

    /// <summary>A command and how it must end.</summary>
    [Setting("A command and how it must end.")]
    public CommandCheck? Command { get; init; }

    /// <summary>A metric and what it must reach.</summary>
    [Setting("A metric of an address that Prometheus could read, and what it must reach.")]
    public MetricCheck? Metric { get; init; }

    /// <summary>A number that must grow.</summary>
    [Setting("A number that must grow from one look to another.")]
    public AdvancingCheck? Advancing { get; init; }

    /// <summary>Queues that must be empty.</summary>
    [Setting("Queues of RabbitMQ that must be empty.")]
    public DrainedCheck? Drained { get; init; }

    /// <summary>A line that must be written.</summary>
    [Setting("A line that must be written to a log.")]
    public LogCheck? Log { get; init; }

    /// <summary>A file that must be there, or gone.</summary>
    [Setting("A file that must be there, or gone.")]
    public FileCheck? File { get; init; }

    /// <summary>The time after which it has failed.</summary>
    [Setting("The time after which what does not hold has failed.", Example = "5m")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time between two tries.</summary>
    [Setting("The time between two tries.", Example = "2s")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Something that is waited for.</summary>
[Section("Something that is waited for, until it holds or the deadline has passed.")]
public sealed record Until : Condition;
