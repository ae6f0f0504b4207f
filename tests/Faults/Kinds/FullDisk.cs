using Faults.Bench;

namespace Faults.Kinds;

/// <summary>No room on a disk, in each stage; the operator makes room when the release has ended.</summary>
internal sealed class FullDisk : IFaultKind
{
    private static readonly Dictionary<string, long> MostLeft = new()
    {
        ["backups"] = 1_000_000,
        ["databases"] = 12_000_000,
        ["journal"] = 8_000,
    };

    public string Name => "disk";

    public IEnumerable<Fault> From(Recording recording, IFaultBench bench)
    {
        foreach (var disk in bench.Disks)
        {
            foreach (var stage in recording.Stages)
            {
                var steps = recording.Of(stage);
                yield return new Fault(
                    Name,
                    $"{disk.Name}/{stage}",
                    scene => Moment.InAsync(scene, steps, harmed => FillAsync(harmed, disk.Name))
                )
                {
                    NotHere = disk.NotHere,
                };
            }
        }
    }

    private static async Task FillAsync(Scene scene, string name)
    {
        var disk = scene.Bench.Disks.First(one => one.Name == name);
        var left = scene.Random.NextInt64(MostLeft[name]);
        scene.Tell($"{left} bytes left for {name}");
        scene.Afterwards(disk.Free);
        await disk.FillAsync(left);
    }
}
