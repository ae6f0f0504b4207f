using System.Text;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>A real host that runs in this process on a machine that is not real.</summary>
internal sealed class TestBuild
{
    private readonly StringBuilder _output = new();

    public CakeHost Host { get; } = CakeHost.Create();

    public ICakeEnvironment Environment { get; } = Fake.Environment();

    public List<string> Directories { get; } = ["/Working"];

    public RecordingConsole Console { get; } = new();

    public RecordingLog Log { get; } = new();

    public Journal Journal { get; } = new();

    /// <summary>Gets what was written as tables.</summary>
    public string Output => _output.ToString();

    public TestBuild With<TTask>()
        where TTask : class, IFrostingTask
    {
        Host.ConfigureServices(services => services.AddSingleton<IFrostingTask, TTask>());
        return this;
    }

    public int Run(params string[] args)
    {
        var ansi = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Out = new AnsiConsoleOutput(new StringWriter(_output)),
            }
        );
        Host.ConfigureServices(services =>
            services
                .AddSingleton(Environment)
                .AddSingleton(Fake.FileSystem(Directories))
                .AddSingleton<IConsole>(Console)
                .AddSingleton<ICakeLog>(Log)
                .AddSingleton(ansi)
                .AddSingleton(Journal)
        );
        return Host.Run(args);
    }
}
