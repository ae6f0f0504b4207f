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

    /// <summary>Ends and removes containers.</summary>
    public Command Remove(IEnumerable<string> containers) => Of("rm", "--force").With(containers);

    private Command Of(params string[] arguments) => Engine.For(new Command("docker", arguments));
}
