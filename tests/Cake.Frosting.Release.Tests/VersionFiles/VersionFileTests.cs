using System.Text;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.VersionFiles;

namespace Cake.Frosting.Release.Tests.VersionFiles;

/// <summary>In each case the version to be replaced is 1.3.0, and nothing else changes.</summary>
public sealed class VersionFileTests
{
    private string directory = null!;

    [SetUp]
    public void SetUp() => directory = Directory.CreateTempSubdirectory("version-files-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(directory, recursive: true);

    private static readonly (string File, string Text, string? Pattern)[] Known =
    [
        (
            "package.json",
            "{\n\t\"version\" : \"‹1.3.0›\",\n  \"x\": { \"version\": \"1.3.0\" }, \"y\": [\"version\", \"1.3.0\"]\n}",
            null
        ),
        ("package.json", "{ // comment\n \"name\": \"ünï\", \"version\":\"‹1.3.0›\", }\n", null),
        (
            "package-lock.json",
            "{\"name\":\"s\",\"version\":\"‹1.3.0›\",\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"s\",\"version\":\"‹1.3.0›\"},\"node_modules/a\":{\"version\":\"1.3.0\"}},\"dependencies\":{\"a\":{\"version\":\"1.3.0\"}}}",
            null
        ),
        (
            "package-lock.json",
            "{\"version\":\"‹1.3.0›\",\"dependencies\":{\"\":{\"version\":\"1.3.0\"}}}",
            null
        ),
        (
            "Shop.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <!-- <Version>1.3.0</Version> -->\n    <Version Condition=\"'$(X)' > '1'\"> ‹1.3.0› </Version>\n  </PropertyGroup>\n  <ItemGroup><PackageReference Include=\"A\"><Version>1.3.0</Version></PackageReference></ItemGroup>\n</Project>\n",
            null
        ),
        (
            "Directory.Build.props",
            "<Project><PropertyGroup><VersionPrefix>‹1.3.0›</VersionPrefix></PropertyGroup></Project>",
            null
        ),
        (
            "pom.xml",
            "<?xml version=\"1.0\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <parent><version>1.3.0</version></parent>\n  <artifactId>s</artifactId><version>‹1.3.0›</version>\n  <dependencies><dependency><version>1.3.0</version></dependency></dependencies>\n</project>",
            null
        ),
        (
            "pyproject.toml",
            "[build-system]\nversion = \"1.3.0\"\n[ project ] # here\nname = \"s\"\ndescription = \"\"\"\nversion = \"1.3.0\"\n\"\"\"\nversion = '‹1.3.0›' # not \"1.3.0\"\n[tool.poetry]\nversion=\"‹1.3.0›\"\n[tool.other]\nversion = \"1.3.0\"\n",
            null
        ),
        (
            "setup.py",
            "from setuptools import setup\n# version=\"1.3.0\"\n\"\"\" version='1.3.0' \"\"\"\nsetup(name='s', python_version='1.3.0',\n      version = \"‹1.3.0›\", url=\"x?version='1.3.0'\")\n",
            null
        ),
        (
            "Chart.yaml",
            "apiVersion: v2\nname: s\nversion: ‹1.3.0› # the chart\nappVersion: \"‹1.3.0›\"\ndependencies:\n  - name: pg\n    version: 1.3.0\n",
            null
        ),
        ("deploy.env", "A=1\nAPP_VERSION=‹1.3.0›\nOLD_APP_VERSION=1.3.0\n", "^APP_VERSION=(.*)$"),
        ("grüße.txt", "Grüße 1.2 Grüße ‹1.3.0›!", "Grüße ([0-9.]+)!"),
        (
            "pom.xml",
            "<project><version>${revision}</version><properties><revision>‹1.3.0›</revision></properties></project>",
            "<revision>(.*?)</revision>"
        ),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from one in Known
        from shape in new[] { "as it is", "with a byte order mark", "with CRLF" }
        select new TestCaseData(one.File, one.Text, one.Pattern, shape).SetArgDisplayNames(one.File, shape);

    [TestCaseSource(nameof(Cases))]
    public async Task The_version_changes_and_no_other_byte(
        string file,
        string marked,
        string? pattern,
        string shape
    )
    {
        marked = shape switch
        {
            "with CRLF" => marked.ReplaceLineEndings("\r\n"),
            "with a byte order mark" => "\uFEFF" + marked,
            _ => marked,
        };
        Write(file, marked.Replace("‹", "").Replace("›", ""));
        var step = Step(file, pattern);

        (await step.Probe!(Context, default)).State.ShouldBe(ProbeState.NotDone);
        await step.Act(Context, default);

        Read(file).ShouldBe(marked.Replace("‹1.3.0›", "1.4.0"));
        (await step.Probe!(Context, default)).ShouldBe(Probe.Done($"{file} has 1.4.0"));
        await step.Act(Context, default);
        await step.Undo!.Act(Context, default);
        Read(file).ShouldBe(marked.Replace("‹", "").Replace("›", ""));
    }

    [TestCase("package.json", "{}", "package.json(1,1): there is no \"version\" at the top to set.")]
    [TestCase(
        "package.json",
        "{\n\"version\":\"1\",\n\"version\":\"2\"}",
        "package.json(3,12): there is a second \"version\" at the top; the first is in line 2."
    )]
    [TestCase("package.json", "{\n  \"version\": \"1.3.0\",,\n}", "package.json(2,22): this is no JSON.")]
    [TestCase(
        "a.csproj",
        "<Project>\n<PropertyGroup><Version>$(V)</Version></PropertyGroup></Project>",
        "a.csproj(2,25): <Version> is $(V), and not the version itself."
    )]
    [TestCase(
        "a.csproj",
        "<Project><PropertyGroup><Version>1</Version></PropertyGroup>\n<PropertyGroup><Version>2</Version></PropertyGroup></Project>",
        "a.csproj(2,25): there is a second <Version>"
    )]
    [TestCase("a.csproj", "<Project>\n<PropertyGroup></Project>", "a.csproj(2,18): this is no XML.")]
    [TestCase(
        "pom.xml",
        "<project><parent><version>1</version></parent></project>",
        "pom.xml(1,1): there is no <version> of the project itself to set."
    )]
    [TestCase(
        "pyproject.toml",
        "[project]\ndynamic = [\"version\"]\n",
        "there is no version in [project] or [tool.poetry]"
    )]
    [TestCase("setup.py", "setup(version=read())", "there is no version=\"…\" to set.")]
    [TestCase("setup.py", "a(version='1')\nb(version='2')", "setup.py(2,12): there is a second version")]
    [TestCase("Chart.yaml", "name: x\n  version: 1\n", "there is no version: at the top to set.")]
    public void What_is_not_there_exactly_once_is_refused_with_its_position(
        string file,
        string text,
        string problem
    )
    {
        Write(file, text);

        var refused = Should.Throw<ReleaseRefusedException>(() => Edit(file));

        refused.Message.ShouldContain(problem);
        refused.WayOut.ShouldNotBeEmpty();
        Read(file).ShouldBe(text);
    }

    [Test]
    public void A_pattern_matches_once_and_has_one_group()
    {
        Write("a.txt", "v=1\nv=2\n");

        Should
            .Throw<ReleaseRefusedException>(() => Edit("a.txt", "^v=(.)"))
            .Message.ShouldContain("a.txt(2,3): there is a second");
        Should
            .Throw<ReleaseRefusedException>(() => Edit("a.txt", "^w=(.)"))
            .Message.ShouldContain("there is no match");
        Should
            .Throw<ConfigurationException>(() => Edit("a.txt", "^v=."))
            .Message.ShouldContain("has 0 groups");
        Should
            .Throw<ConfigurationException>(() => Edit("a.txt"))
            .Message.ShouldContain("nobody knows where in a.txt the version stands");
    }

    [Test]
    public void A_version_that_YAML_would_take_for_a_number_is_quoted()
    {
        Write("Chart.yaml", "version: 1.3.0\nappVersion: '1.3.0'\n");

        var edit = new VersionFile(directory, "Chart.yaml").Edit("2026.10");

        Encoding
            .UTF8.GetString(Cake.Frosting.Release.Files.Splice.Apply(edit.Original.Span, edit.Splices))
            .ShouldBe("version: \"2026.10\"\nappVersion: '2026.10'\n");
    }

    [Test]
    public void A_version_prefix_takes_no_prerelease()
    {
        Write(
            "a.csproj",
            "<Project><PropertyGroup><VersionPrefix>1</VersionPrefix></PropertyGroup></Project>"
        );

        Should
            .Throw<ReleaseRefusedException>(() => new VersionFile(directory, "a.csproj").Edit("1.4.0-rc.1"))
            .WayOut.ShouldContain("<Version>");
    }

    [Test]
    public async Task The_preview_is_the_diff()
    {
        Write("package.json", "{\n  \"name\": \"s\",\n  \"version\": \"1.3.0\"\n}\n");

        (await Step("package.json").Preview!(Context, default)).ShouldBe(
            "--- a/package.json\n+++ b/package.json\n@@ -1,4 +1,4 @@\n {\n   \"name\": \"s\",\n-  \"version\": \"1.3.0\"\n+  \"version\": \"1.4.0\"\n }\n"
        );
    }

    private readonly Facts facts = new();

    private StepContext Context =>
        new(
            new ReleaseIdentity("20261121T104227Z-1.4.0", "shop", "1.4.0", null),
            facts,
            null!,
            new Ignoring(),
            TimeProvider.System
        );

    private Step Step(string file, string? pattern = null) =>
        new VersionFileStep(new VersionFile(directory, file, pattern), "1.4.0").Create();

    private void Edit(string file, string? pattern = null) =>
        new VersionFile(directory, file, pattern).Edit("1.4.0");

    private void Write(string file, string text) =>
        File.WriteAllBytes(Path.Combine(directory, file), Encoding.UTF8.GetBytes(text));

    private string Read(string file) =>
        Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(directory, file)));

    private sealed class Ignoring : IStepEvents
    {
        public void Issued(Instruction instruction) { }

        public void Progress(string text) { }

        public void Warned(string text) => Assert.Fail(text);
    }
}
