using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Tooling;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Cake.Frosting.Tests;

public sealed class ToolTests
{
    [Test]
    public void A_tool_is_installed_before_the_tasks_run()
    {
        var installer = Substitute.For<IToolInstaller>();
        var build = new TestBuild().With<Default>();
        build
            .Host.InstallTool(new Uri("foo:?package=Bar"))
            .ConfigureServices(all => all.AddSingleton(installer));
        installer.When(it => it.Install(Arg.Any<PackageReference>())).Do(_ => build.Journal.Add("installed"));

        build.Run().ShouldBe(0);

        installer
            .Received(1)
            .Install(Arg.Is<PackageReference>(tool => tool.OriginalString == "foo:?package=Bar"));
        build.Journal.Entries.ShouldBe(["installed", "Default"]);
    }

    [Test]
    public void A_tool_is_installed_by_the_installer_for_its_scheme_into_the_tool_path()
    {
        var build = new TestBuild().With<FindsTool>();
        build
            .Host.UsePackageInstaller<FooInstaller>()
            .UseCakeSetting("a", "b")
            .SetToolPath("/Working/gear")
            .ConfigureServices(services => services.UseTool(new Uri("foo:?package=Bar")));

        build.Run("-t", "FindsTool").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["/Working/gear"]);
    }

    [Test]
    public void A_tool_that_no_installer_knows_is_an_error()
    {
        var build = new TestBuild().With<Default>();
        build.Host.InstallTool(new Uri("foo:?package=Bar"));

        build.Run().ShouldBe(1);

        build.Log.Errors.ShouldBe(["Error: Could not find an installer for the 'foo' scheme."]);
        build.Journal.Entries.ShouldBeEmpty();
    }

    [Test]
    public void A_tool_whose_package_has_no_files_is_an_error()
    {
        var build = new TestBuild().With<Default>();
        build.Host.UsePackageInstaller<EmptyInstaller>().InstallTool(new Uri("foo:?package=Bar"));

        build.Run().ShouldBe(1);

        build.Log.Errors.ShouldBe(["Error: Failed to install tool 'Bar'."]);
    }

    [Test]
    public void The_later_value_of_a_setting_wins_and_an_argument_wins_over_both()
    {
        var build = new TestBuild().With<TellsSetting>();
        build.Host.UseCakeSetting("my_key", "one").UseCakeSetting("My_Key", "two");

        build.Run("-t", "TellsSetting");
        build.Run("-t", "TellsSetting", "--my_key=three");

        build.Journal.Entries.ShouldBe(["two", "three"]);
    }

    private sealed class Default(Journal journal) : JournalTask(journal);

    private sealed class FindsTool(IToolLocator tools, ICakeConfiguration configuration, Journal journal)
        : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            journal.Add(
                tools.Resolve("bar.exe") is null ? "not found" : configuration.GetValue("paths_tools")
            );
    }

    private sealed class TellsSetting(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            journal.Add(context.Configuration.GetValue("my_key"));
    }

    private sealed class FooInstaller : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) =>
            package.Scheme == "foo" && type == PackageType.Tool;

        public IReadOnlyCollection<IFile> Install(
            PackageReference package,
            PackageType type,
            DirectoryPath path
        )
        {
            var file = Substitute.For<IFile>();
            file.Path.Returns(path.CombineWithFilePath("bar.exe"));
            return [file];
        }
    }

    private sealed class EmptyInstaller : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "foo";

        public IReadOnlyCollection<IFile> Install(
            PackageReference package,
            PackageType type,
            DirectoryPath path
        ) => [];
    }
}
