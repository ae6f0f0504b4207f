using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>What a version of a project is: its images, or a directory.</summary>
internal interface IVersions
{
    /// <summary>The version that is set; <c>null</c> where nothing tells it.</summary>
    string? Current(ReleasedServices services);

    /// <summary>Where the files of a version are.</summary>
    string DirectoryOf(string version);

    /// <summary>A container of its own for each command, of the version that is released.</summary>
    OncePlace New(string service, ReleaseIdentity release);

    /// <summary>A container of its own for each command, of the version before.</summary>
    OncePlace Old(string service, ReleaseIdentity release);

    /// <summary>The version that a container is of; <c>null</c> where it does not tell.</summary>
    string? VersionOf(ReleasedServices services, string service, ContainerState container);

    /// <summary>Why containers are not of the version that is set; <c>null</c> where they are.</summary>
    string? ProblemOf(IReadOnlyList<ContainerState> containers);

    /// <summary>The steps that bring a version.</summary>
    IReadOnlyList<Step> Steps(ReleaseIdentity release);
}
