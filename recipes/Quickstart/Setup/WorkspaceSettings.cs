using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Npgsql;

namespace Quickstart.Setup;

/// <summary>Where everything of the quickstart is, below its workspace, and on which ports.</summary>
/// <param name="directory">The workspace, a full path.</param>
internal sealed class WorkspaceSettings(string directory)
{
    /// <summary>The ports that release.yml has unless others had to be chosen.</summary>
    public const int DefaultWebPort = 5080;

    /// <inheritdoc cref="DefaultWebPort"/>
    public const int DefaultDatabasePort = 54329;

    private const string PasswordVariable = "QUICKSTART_PASSWORD";

    public string Directory => directory;

    public string Cluster => Path.Combine(directory, "cluster");

    public string Repository => Path.Combine(directory, "repository");

    public string Origin => Path.Combine(directory, "origin.git");

    public string Deploy => Path.Combine(directory, "deploy");

    public string Configuration => Path.Combine(directory, "release.yml");

    /// <summary>The ids of all orders that were acknowledged in the last release, its resumptions and its rollback.</summary>
    public string Acknowledged => Path.Combine(directory, "acknowledged.log");

    /// <summary>Written last, so that a set-up that was killed begins again where it was.</summary>
    public string Complete => Path.Combine(directory, "complete");

    /// <summary>While it is there the shop takes no orders.</summary>
    public string Maintenance => Path.Combine(directory, "maintenance");

    private string PasswordFile => Path.Combine(directory, "password");

    private string PortsFile => Path.Combine(directory, "ports");

    public int WebPort => Ports().Web;

    public int DatabasePort => Ports().Database;

    public Uri WebAddress => new($"http://127.0.0.1:{WebPort}");

    public Secret Password =>
        new(PasswordVariable, File.Exists(PasswordFile) ? File.ReadAllText(PasswordFile) : null);

    /// <summary>The values of the variables that release.yml names, unless the environment has them.</summary>
    public string? Find(string variable) =>
        variable switch
        {
            PasswordVariable => Password.IsAvailable ? Password.Reveal() : null,
            "QUICKSTART_REPOSITORY" => Repository,
            "QUICKSTART_MAINTENANCE" => Maintenance,
            "QUICKSTART_SERVICE" => Path.Combine(Resources.Files, "service"),
            _ => null,
        };

    /// <summary>The release.yml of the workspace.</summary>
    public ReleaseConfiguration Load() =>
        ConfigurationLoader.Load(
            Configuration,
            new LoadOptions { Environment = name => Environment.GetEnvironmentVariable(name) ?? Find(name) }
        );

    public NpgsqlDataSource OpenDatabase() =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = DatabasePort,
                Database = "shop",
                Username = "quickstart",
                Password = Password.Reveal(),
                SslMode = SslMode.Disable,
                ApplicationName = "quickstart",
            }
        );

    public void WritePassword(string password)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(PasswordFile, options);
        writer.Write(password);
    }

    public void WritePorts(int web, int database) =>
        File.WriteAllText(PortsFile, string.Create(CultureInfo.InvariantCulture, $"{web} {database}\n"));

    public bool HasPorts => File.Exists(PortsFile);

    public bool HasPassword => File.Exists(PasswordFile);

    private (int Web, int Database) Ports()
    {
        if (!HasPorts)
        {
            return (DefaultWebPort, DefaultDatabasePort);
        }

        var words = File.ReadAllText(PortsFile).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (
            int.Parse(words[0], CultureInfo.InvariantCulture),
            int.Parse(words[1], CultureInfo.InvariantCulture)
        );
    }
}
