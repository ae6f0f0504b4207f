using System.Globalization;
using System.Text.Json;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.State;

/// <summary>Until it is lifted no release of the target begins. It outlives processes and machines.</summary>
/// <param name="By">Who froze it, <c>name@machine</c>.</param>
/// <param name="At">Since when.</param>
/// <param name="Message">Why.</param>
public sealed record Freeze(string By, DateTimeOffset At, string Message)
{
    /// <summary>The freeze as a clause: <c>anna@build-3 since 2026-11-21 10:42:27 UTC: stocktaking</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{By} since {At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {Message}"
        );

    /// <summary>The freeze as one line.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads a freeze.</summary>
    /// <exception cref="ReleaseRefusedException">It is damaged: that there is one is known all the same.</exception>
    internal static Freeze FromJson(string json, string source)
    {
        try
        {
            if (
                JsonSerializer.Deserialize<Freeze>(json, JsonSerializerOptions.Web) is
                { By: not null, Message: not null } freeze
            )
            {
                return freeze;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new ReleaseRefusedException(
            $"{source}: this target is frozen, and by whom and why cannot be read.",
            "Find out who froze it; --target=Unfreeze lifts the freeze all the same."
        );
    }
}
