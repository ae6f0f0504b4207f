using System.Collections;
using System.Collections.ObjectModel;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Makes read-only lists and maps of types known only at run time.</summary>
internal static class Collections
{
    /// <summary>A read-only list.</summary>
    internal static object List(ValueShape shape, IReadOnlyList<object> values)
    {
        var array = Array.CreateInstance(shape.Item!.Type, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(values[i], i);
        }
        return Activator.CreateInstance(
            typeof(ReadOnlyCollection<>).MakeGenericType(shape.Item.Type),
            array
        )!;
    }

    /// <summary>A read-only map that keeps the order.</summary>
    internal static object Map(ValueShape shape, IReadOnlyList<(object Key, object Value)> entries)
    {
        Type[] types = [shape.Key!.Type, shape.Item!.Type];
        var map = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(types))!;
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }
        return Activator.CreateInstance(typeof(ReadOnlyDictionary<,>).MakeGenericType(types), map)!;
    }
}
