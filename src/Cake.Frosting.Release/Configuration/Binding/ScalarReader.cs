using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Reads numbers, booleans, durations, sizes and enumerations.</summary>
/// <param name="shown">How messages show the value.</param>
internal sealed partial class ScalarReader(Shown shown)
{
    /// <summary>Reads one value.</summary>
    internal Read Read(string text, ValueShape shape, SettingAttribute about) =>
        shape.Kind switch
        {
            ValueKind.Integer => Integer(text, about),
            ValueKind.Number => Number(text, about),
            ValueKind.Boolean => Boolean(text),
            ValueKind.Duration => Span(text, about),
            ValueKind.Size => ByteSize.TryParse(text) is { } size
                ? Configuration.Read.Ok(size)
                : Wrong("a size, such as 256 B, 10 MB or 4 GiB"),
            _ => Enumeration(text, shape.Type),
        };

    /// <summary>Quotes make a text, but around a variable YAML may need them.</summary>
    private bool IsText => shown is { IsQuoted: true, IsExpanded: false };

    /// <summary>A way out that repeats the value, which it may not do with the environment's.</summary>
    private string WayOut(string text) => shown.IsExpanded ? "" : text;

    private Read Integer(string text, SettingAttribute about)
    {
        var range = Range(about);
        if (IsText)
        {
            return Quoted($"a whole number{range}");
        }
        if (LeadingZero().IsMatch(text))
        {
            return Wrong(
                $"a whole number{range}: with leading zeros it could be octal{WayOut($"; write {text.TrimStart('0')}")}"
            );
        }
        return
            Whole().IsMatch(text)
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= about.Minimum
            && number <= about.Maximum
            ? Configuration.Read.Ok(number)
            : Wrong($"a whole number{range}, written in decimal digits");
    }

    private Read Number(string text, SettingAttribute about)
    {
        var range = Range(about);
        if (IsText)
        {
            return Quoted($"a number{range}");
        }
        return
            text.Length < 40
            && Decimal().IsMatch(text)
            && double.Parse(text, CultureInfo.InvariantCulture) is var number
            && number >= about.Minimum
            && number <= about.Maximum
            ? Configuration.Read.Ok(number)
            : Wrong($"a number{range}, written like 0.5");
    }

    private Read Boolean(string text) =>
        text switch
        {
            _ when IsText => Quoted("true or false"),
            "true" => Configuration.Read.Ok(true),
            "false" => Configuration.Read.Ok(false),
            _ => text.ToUpperInvariant() switch
            {
                "YES" or "ON" or "Y" or "TRUE" => Wrong("true or false; write true"),
                "NO" or "OFF" or "N" or "FALSE" => Wrong("true or false; write false"),
                _ => Wrong("true or false"),
            },
        };

    private Read Span(string text, SettingAttribute about)
    {
        if (text.Length > 0 && text.Length < 10 && text.All(char.IsAsciiDigit) && text != "0")
        {
            return Wrong(
                $"a duration with its unit{WayOut($"; write {text}s for seconds or {text}m for minutes")}"
            );
        }
        return Duration.TryParse(text) switch
        {
            null => Wrong("a duration, such as 500ms, 30s, 5m or 1h30m"),
            { Ticks: 0 } when !about.AllowZero => Wrong("longer than nothing"),
            var span => Configuration.Read.Ok(span),
        };
    }

    private Read Enumeration(string text, Type type)
    {
        var values = EnumValue.Of(type);
        if (values.FirstOrDefault(value => value.Name == text) is { } found)
        {
            return found.IsPlanned
                ? Configuration.Read.Wrong($"{shown} is not available in this version, only {Choice(values)}")
                : Configuration.Read.Ok(found.Member);
        }
        var suggestion = Suggestion.For(
            text,
            values.Where(value => !value.IsPlanned).Select(value => value.Name)
        );
        return Wrong(Choice(values) + WayOut(suggestion));
    }

    private static string Choice(IReadOnlyList<EnumValue> values)
    {
        var names = values.Where(value => !value.IsPlanned).Select(value => value.Name).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
    }

    private static string Range(SettingAttribute about) =>
        (about.Minimum, about.Maximum) switch
        {
            (int.MinValue, int.MaxValue) => "",
            var (minimum, maximum) => string.Create(
                CultureInfo.InvariantCulture,
                $" from {minimum} to {maximum}"
            ),
        };

    private Read Wrong(string expected) => Configuration.Read.Wrong($"{shown} must be {expected}");

    private Read Quoted(string expected) =>
        Configuration.Read.Wrong(
            $"{shown} is a text because of its quotes, and must be {expected}; write it without quotes"
        );

    [GeneratedRegex(@"^(0|-?[1-9][0-9]*)\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^0+[1-9][0-9]*\z")]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex Decimal();
}
