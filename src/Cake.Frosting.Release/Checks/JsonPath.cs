using System.Text.Json;

namespace Cake.Frosting.Release.Checks;

/// <summary>A place in JSON: names and positions with dots between them, as <c>data.items.0.height</c>.</summary>
internal static class JsonPath
{
    /// <summary>The text or number at a place; <c>null</c> where there is none.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string? Find(string json, string path)
    {
        using var document = JsonDocument.Parse(json);
        var element = document.RootElement;
        foreach (var part in path.Split('.'))
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object when element.TryGetProperty(part, out var value):
                    element = value;
                    break;
                case JsonValueKind.Array
                    when int.TryParse(part, out var index) && index >= 0 && index < element.GetArrayLength():
                    element = element[index];
                    break;
                default:
                    return null;
            }
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }
}
