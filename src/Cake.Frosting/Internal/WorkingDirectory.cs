using Cake.Core.IO;

namespace Cake.Frosting.Internal;

internal sealed class WorkingDirectory(DirectoryPath path)
{
    public DirectoryPath Path { get; } = path ?? throw new ArgumentNullException(nameof(path));
}
