using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Platforms;

/// <summary>
/// A volume of the release's own: containers of the new version write into it while the old version serves, and what
/// they wrote is put in its place once the old version has stopped.
/// </summary>
public interface IAheadVolume
{
    /// <summary>Makes it, empty; where it is there already nothing happens.</summary>
    Command Make { get; }

    /// <summary>Prints its name where it is there and of this release; changes nothing.</summary>
    Command Look { get; }

    /// <summary>Removes it; where it is not there nothing happens.</summary>
    Command Drop { get; }

    /// <summary>A new container of the new version for each command, with the volume in it.</summary>
    /// <param name="path">Where in the container it is, in the place of whatever else is there.</param>
    IPlace At(string path);

    /// <summary>The same of the old version, once the version is set back.</summary>
    /// <param name="path">Where in the container it is.</param>
    IPlace BackAt(string path);
}
