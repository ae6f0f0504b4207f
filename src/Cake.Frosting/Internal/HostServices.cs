using System.Collections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cake.Frosting.Internal;

/// <summary>
/// The services of a build: Cake's own, then what the build adds. Cake's own are put in when somebody looks,
/// so that <c>--version</c> and <c>--help</c> do not load what they never use.
/// </summary>
internal sealed class HostServices : IServiceCollection
{
    private readonly ServiceCollection _added = [];
    private ServiceCollection? _all;

    /// <summary>Gets the services that the build has added, or nothing if it may have changed Cake's own.</summary>
    public IEnumerable<ServiceDescriptor>? OnlyAdded => _all is null ? _added : null;

    public int Count => All.Count;

    public bool IsReadOnly => All.IsReadOnly;

    private ServiceCollection All => _all ??= new ServiceCollection { DefaultServices.Create(), _added };

    public ServiceDescriptor this[int index]
    {
        get => All[index];
        set => All[index] = value;
    }

    public void Add(ServiceDescriptor item) => ((IServiceCollection)(_all ?? _added)).Add(item);

    public void Clear() => All.Clear();

    public bool Contains(ServiceDescriptor item) => All.Contains(item);

    public void CopyTo(ServiceDescriptor[] array, int arrayIndex) => All.CopyTo(array, arrayIndex);

    public int IndexOf(ServiceDescriptor item) => All.IndexOf(item);

    public void Insert(int index, ServiceDescriptor item) => All.Insert(index, item);

    public bool Remove(ServiceDescriptor item) => All.Remove(item);

    public void RemoveAt(int index) => All.RemoveAt(index);

    public IEnumerator<ServiceDescriptor> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
