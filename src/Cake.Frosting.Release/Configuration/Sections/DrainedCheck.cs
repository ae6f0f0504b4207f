using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Queues that must be empty.</summary>
[Section("Queues of RabbitMQ that must be empty, as its management API tells.")]
public sealed record DrainedCheck
{
    /// <summary>The address of the management API.</summary>
    [Setting("The address of RabbitMQ's management API.", Example = "http://localhost:15672")]
    public required Uri Url { get; init; }

    /// <summary>The queues.</summary>
    [Setting("The queues.", Example = "[utilitarian.dlms_push_messages, utilitarian.new_meter_readings]")]
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>The virtual host of the queues.</summary>
    [Setting("The virtual host of the queues.", Example = "shop")]
    public string VirtualHost { get; init; } = "/";

    /// <summary>The user.</summary>
    [Setting("The user.", Example = "monitor")]
    public string User { get; init; } = "guest";

    /// <summary>The user's password; <c>null</c> for that of guest.</summary>
    [Setting("The user's password; without it, guest's.", Example = "secret:RABBITMQ_PASSWORD")]
    public Secret? Password { get; init; }

    /// <summary>How many messages may be left in each queue.</summary>
    [Setting(
        "How many messages may be left in each queue.",
        Example = "10",
        Minimum = 0,
        Maximum = 1_000_000
    )]
    public int AtMost { get; init; }
}
