using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>One run of the tasks, or of what shows them.</summary>
internal sealed class Build(IServiceProvider services, DefaultCommandSettings settings)
{
    private const string SharedDependencies = "Settings_UnifiedDependencyGraphForMultipleTargets";

    private readonly ICakeLog _log = services.GetRequiredService<ICakeLog>();

    public void Run()
    {
        _log.Verbosity = settings.Verbosity ?? Verbosity.Normal;
        SetWorkingDirectory();

        // Only now: the configuration is read from the working directory.
        var configuration = services.GetRequiredService<ICakeConfiguration>();
        _log.Verbosity = configuration.GetVerbosity(settings.Verbosity, Verbosity.Normal);

        var host = GetHost();
        var engine = services.GetRequiredService<FrostingEngine>();
        InstallTools();
        Configure(host.Settings, configuration);
        engine.RegisterAll();
        host.RunTargets(settings.Targets);
    }

    private void Configure(ExecutionSettings execution, ICakeConfiguration configuration)
    {
        if (settings.Exclusive)
        {
            execution.UseExclusiveTarget();
        }

        // Targets run in the order given, each after its own dependencies, unless configured otherwise.
        execution.UseUnifiedDependencyGraphForMultipleTargets(
            configuration.GetBoolValue(SharedDependencies, false)
        );
    }

    private void SetWorkingDirectory()
    {
        var environment = services.GetRequiredService<ICakeEnvironment>();
        var wanted = settings.WorkingDirectory ?? services.GetService<WorkingDirectory>()?.Path;
        var directory = wanted?.MakeAbsolute(environment) ?? environment.WorkingDirectory;
        if (!services.GetRequiredService<IFileSystem>().GetDirectory(directory).Exists)
        {
            throw new FrostingException($"The working directory '{directory.FullPath}' does not exist.");
        }

        environment.WorkingDirectory = directory;
    }

    private IScriptHost GetHost() =>
        settings switch
        {
            { DryRun: true } => services.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
            { Tree: true } => services.GetRequiredService<TreeScriptHost>(),
            { Description: true } => services.GetRequiredService<DescriptionScriptHost>(),
            _ => services.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
        };

    private void InstallTools()
    {
        var tools = services.GetServices<PackageReference>().ToArray();
        if (tools.Length == 0)
        {
            return;
        }

        _log.Verbose("Installing tools...");
        var installer = services.GetRequiredService<IToolInstaller>();
        foreach (var tool in tools)
        {
            installer.Install(tool);
        }
    }
}
