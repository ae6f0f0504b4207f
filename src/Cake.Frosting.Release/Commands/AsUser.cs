namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Another user of a place, by util-linux's <c>setpriv</c>. It is for programs such as initdb and postgres that
/// refuse to run as root; only root may change to another user.
/// </summary>
/// <param name="user">The user's name or number; the group of the same name is taken.</param>
/// <param name="place">The place that the user is of; this machine unless given.</param>
public sealed class AsUser(string user, IPlace? place = null) : IPlace
{
    private readonly IPlace place = place ?? new ThisMachine();

    /// <inheritdoc/>
    public string Name => $"{place.Name}, as user {user}";

    /// <inheritdoc/>
    public Command Locate(Command command) =>
        place.Locate(
            command with
            {
                Program = "setpriv",
                Arguments =
                [
                    $"--reuid={user}",
                    $"--regid={user}",
                    "--init-groups",
                    "--",
                    command.Program,
                    .. command.Arguments,
                ],
            }
        );
}
