using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cake.Frosting.Release.Locking;

/// <summary>Who holds the lock of a target.</summary>
/// <param name="User">The user, <c>name@machine</c>.</param>
/// <param name="ProcessId">The process that holds it, on that machine.</param>
/// <param name="What">What is being done: <c>Release of shop</c>.</param>
/// <param name="Since">Since when.</param>
/// <param name="CiRun">The address of the CI run; <c>null</c> outside of CI.</param>
public sealed record LockHolder(string User, int ProcessId, string What, DateTimeOffset Since, string? CiRun)
{
    /// <summary>The version that it is done with; <c>null</c> where that is not known yet.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// Whether the holder is gone, and the lock is only kept until what it had running has surely ended.
    /// </summary>
    [JsonIgnore]
    public bool IsEnding { get; init; }

    /// <summary>
    /// The holder as a clause: <c>anna@build-3 (process 4711) with Release of shop 1.4.0 since 2026-11-21 10:42:27 UTC</c>.
    /// </summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{User} (process {ProcessId}{(CiRun is null ? "" : $", {CiRun}")}) with {What}{(Version is null ? "" : $" {Version}")} since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
        );

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads a holder; <c>null</c> where the text is none.</summary>
    internal static LockHolder? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<LockHolder>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // The holder is just writing it: that somebody holds the lock is known all the same.
            return null;
        }
    }
}
