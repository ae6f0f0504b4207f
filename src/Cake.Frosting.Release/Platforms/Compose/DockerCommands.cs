using System.Globalization;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>The commands of docker for one engine. They are values; nothing is run here.</summary>
/// <param name="Engine">The engine.</param>
internal sealed record DockerCommands(EngineAddress Engine)
{
    /// <summary>The label that says which project a container is part of; v1 and v2 set it alike.</summary>
    public const string ProjectLabel = "com.docker.compose.project";

    /// <summary>One line of JSON for each container, with no more than is needed: the rest may be secret.</summary>
    private const string Fields =
        """{"id":{{json .ID}},"name":{{json .Name}},"image":{{json .Image}},"reference":{{json .Config.Image}},"service":{{json (index .Config.Labels "com.docker.compose.service")}},"oneOff":{{json (index .Config.Labels "com.docker.compose.oneoff")}},"directory":{{json (index .Config.Labels "com.docker.compose.project.working_dir")}},"status":{{json .State.Status}},"exitCode":{{.State.ExitCode}},"restarts":{{.RestartCount}},"health":{{if .State.Health}}{{json .State.Health.Status}}{{else}}null{{end}}}""";

    /// <summary>The ids of the containers that have a label, ended ones included.</summary>
    public Command Ids(string label) =>
        Of("ps", "--all", "--quiet", "--no-trunc", "--filter", $"label={label}");

    /// <summary>What every container of the engine was made of, by the name that was said then; ended ones included.</summary>
    public Command References => Of("ps", "--all", "--no-trunc", "--format", "{{.Image}}");

    /// <summary>How containers are. One that has gone meanwhile is passed over.</summary>
    public Command Inspect(IEnumerable<string> ids) =>
        Of("container", "inspect", "--format", Fields).With(ids) with
        {
            SuccessCodes = [0, 1],
        };

    /// <summary>The id of an image, and under which digests registries know it; code 1 where it is not here.</summary>
    public Command Image(string reference) =>
        Of("image", "inspect", "--format", "{{.ID}} {{range .RepoDigests}}{{.}} {{end}}", reference) with
        {
            SuccessCodes = [0, 1],
        };

    /// <summary>Fetches an image.</summary>
    public Command Pull(string reference) => Of("pull", reference);

    /// <summary>Gives an image a name.</summary>
    public Command Tag(string image, string reference) => Of("tag", image, reference);

    /// <summary>The last lines of what a container wrote.</summary>
    public Command Log(string container, int lines) =>
        Of("logs", "--tail", lines.ToString(CultureInfo.InvariantCulture), container);

    /// <summary>Where a container has volumes, one a line: <c>/srv/static (volume shop_static)</c>.</summary>
    public Command Mounts(string container) =>
        Of(
            "container",
            "inspect",
            "--format",
            "{{range .Mounts}}{{.Destination}} ({{if .Name}}volume {{.Name}}{{else}}{{.Type}} {{.Source}}{{end}})\n{{end}}",
            container
        );

    /// <summary>
    /// Makes an image of a container. Compose's labels are taken from it: whatever somebody starts of it must not pass
    /// for a container of the project.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The name of the image.</param>
    /// <param name="label">A label that it gets.</param>
    /// <param name="message">Its comment.</param>
    public Command Commit(string container, string name, string label, string message) =>
        Of(
            "commit",
            "--message",
            message,
            "--change",
            $"LABEL {label} {ProjectLabel}=\"\" com.docker.compose.service=\"\" com.docker.compose.oneoff=\"\"",
            container,
            name
        );

    /// <summary>The names of the images that have a label.</summary>
    public Command ImagesWith(string label) =>
        Of("image", "ls", "--filter", $"label={label}", "--format", "{{.Repository}}:{{.Tag}}");

    /// <summary>Removes images by their names.</summary>
    public Command RemoveImages(IEnumerable<string> names) => Of("image", "rm").With(names);

    /// <summary>Ends and removes containers.</summary>
    public Command Remove(IEnumerable<string> containers) => Of("rm", "--force").With(containers);

    /// <summary>Takes a name from an image, and the image away where it was its last one; code 1 where a container has it.</summary>
    public Command Forget(string reference) => Of("image", "rm", reference) with { SuccessCodes = [0, 1] };

    /// <summary>Makes a volume.</summary>
    public Command MakeVolume(string name, IEnumerable<string> labels) =>
        Of("volume", "create").With([.. labels.SelectMany(label => (string[])["--label", label]), name]);

    /// <summary>Prints the name of a volume where it is there and has a label.</summary>
    public Command FindVolume(string name, string label) =>
        Of("volume", "ls", "--quiet", "--filter", $"name=^{name}$", "--filter", $"label={label}");

    /// <summary>Removes a volume; one that is not there is no failure.</summary>
    public Command RemoveVolume(string name) => Of("volume", "rm", "--force", name);

    private Command Of(params string[] arguments) => Engine.For(new Command("docker", arguments));
}
