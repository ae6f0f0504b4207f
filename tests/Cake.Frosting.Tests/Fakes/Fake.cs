using Cake.Core;
using Cake.Core.IO;
using NSubstitute;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>A machine with the directory /Working and those that a test adds, and no files.</summary>
internal static class Fake
{
    public static ICakeEnvironment Environment()
    {
        var environment = Substitute.For<ICakeEnvironment>();
        environment.WorkingDirectory = "/Working";
        environment.GetEnvironmentVariables().Returns(new Dictionary<string, string>());
        environment.Platform.Returns(new CakePlatform());
        environment.Runtime.Returns(new CakeRuntime());
        return environment;
    }

    public static IFileSystem FileSystem(ICollection<string> directories)
    {
        var fileSystem = Substitute.For<IFileSystem>();
        fileSystem
            .GetDirectory(Arg.Any<DirectoryPath>())
            .Returns(call =>
            {
                var directory = Substitute.For<IDirectory>();
                directory.Exists.Returns(directories.Contains(call.Arg<DirectoryPath>().FullPath));
                return directory;
            });
        return fileSystem;
    }
}
