using System.Globalization;
using System.Text;
using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>Queues of RabbitMQ that must be empty.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="check">Which queues, and where.</param>
public sealed class DrainedProbe(HttpClient client, DrainedCheck check) : ICheck
{
    private const string Guest = "guest";
    private readonly Pace pace = new();

    /// <inheritdoc/>
    public Instruction Instruction =>
        new("this machine", $"GET {string.Join(", ", check.Queues.Select(AddressOf))}", InstructionKind.Http);

    /// <inheritdoc/>
    public ICheck Begin() => new DrainedProbe(client, check);

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var full = new List<string>();
        var left = 0L;
        foreach (var queue in check.Queues)
        {
            var page = await WebPage
                .AskAsync(client, AddressOf(queue), null, Authorization(), cancellationToken)
                .ConfigureAwait(false);
            if (page.Text is null)
            {
                return page.Problem;
            }

            if (Messages(page.Text) is not { } messages)
            {
                return $"{AddressOf(queue)} does not say how many messages there are";
            }

            if (messages > check.AtMost)
            {
                left += messages - check.AtMost;
                full.Add(string.Create(CultureInfo.InvariantCulture, $"{queue} has {messages} messages"));
            }
        }

        var speed = pace.Of(left, context.Time);
        return full.Count == 0 ? null : string.Join(", ", full) + speed;
    }

    /// <summary>The statistics come a moment after the queue; until then there is no number.</summary>
    private static long? Messages(string json)
    {
        try
        {
            return long.TryParse(JsonPath.Find(json, "messages"), CultureInfo.InvariantCulture, out var count)
                ? count
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Uri AddressOf(string queue) =>
        new(
            $"{check.Url.ToString().TrimEnd('/')}/api/queues/{Uri.EscapeDataString(check.VirtualHost)}/{Uri.EscapeDataString(queue)}"
        );

    private Secret Authorization() =>
        new(
            check.Password?.Name ?? Guest,
            "Basic "
                + Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{check.User}:{check.Password?.Reveal() ?? Guest}")
                )
        );
}
