using System.Text;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class FileTests
{
    private string directory = "";

    [SetUp]
    public void MakeDirectory() => directory = Directory.CreateTempSubdirectory("release-yml-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(directory, recursive: true);

    [Test]
    public void Paths_are_relative_to_the_directory_of_the_file()
    {
        var configuration = Load("project: shop\nbackup: { directory: ../dumps }\n"u8.ToArray());

        configuration.ProjectDirectory.ShouldBe(directory);
        configuration.Backup.Directory.ShouldBe(Path.Combine(Path.GetDirectoryName(directory)!, "dumps"));
        configuration.SourceFile.ShouldBe("release.yml");
    }

    [Test]
    public void A_byte_order_mark_is_no_trouble()
    {
        Load([0xEF, 0xBB, 0xBF, .. "project: shop\r\n"u8]).Project.ShouldBe("shop");
    }

    [Test]
    public void Another_encoding_is_refused_by_name()
    {
        Problems(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("project: shop")))
            .ShouldBe("release.yml: is written in UTF-16, and only UTF-8 is read.");
        Problems(
                Encoding
                    .BigEndianUnicode.GetPreamble()
                    .Concat(Encoding.BigEndianUnicode.GetBytes("project: shop"))
            )
            .ShouldBe("release.yml: is written in UTF-16, and only UTF-8 is read.");
        Problems(Encoding.UTF32.GetPreamble().Concat(Encoding.UTF32.GetBytes("project: shop")))
            .ShouldBe("release.yml: is written in UTF-32, and only UTF-8 is read.");
        Problems(Encoding.Unicode.GetBytes("project: shop"))
            .ShouldBe("release.yml(1,2): the control character U+0000 is not allowed here");
    }

    [Test]
    public void The_first_byte_that_is_not_utf8_is_named()
    {
        Problems([.. "project: shop\n# Pr"u8, 0xFC, .. "fung\n"u8])
            .ShouldBe("release.yml(2,5): the byte 0xFC is not UTF-8.");
    }

    [Test]
    public void A_file_that_is_not_there_is_said_to_be_so()
    {
        var error = Should.Throw<ConfigurationException>(() =>
            ConfigurationLoader.Load(Path.Combine(directory, "none", "release.yml"), Reading.Options())
        );

        error.Problem.ShouldBe("release.yml: does not exist.");
        error.WayOut.ShouldBe("Create it, or name another file.");
    }

    [Test]
    public void A_directory_is_not_a_file()
    {
        var error = Should.Throw<ConfigurationException>(() =>
            ConfigurationLoader.Load(directory, Reading.Options())
        );

        var name = Path.GetFileName(directory);
        error.Problem.ShouldBe($"{name}: is a directory, not a file.");
        error.WayOut.ShouldBe($"Name the file in it, for example {name}/release.yml.");
    }

    [Test]
    public void A_file_that_may_not_be_read_is_said_to_be_so()
    {
        var path = Path.Combine(directory, "release.yml");
        File.WriteAllText(path, "project: shop\n");
        if (!OperatingSystem.IsWindows() && Environment.UserName != "root")
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }
        else
        {
            Assert.Ignore("This user may read every file.");
        }

        Should
            .Throw<ConfigurationException>(() => ConfigurationLoader.Load(path, Reading.Options()))
            .Problem.ShouldStartWith("release.yml: cannot be read: ");
    }

    [Test]
    public void A_device_that_never_ends_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("There is no /dev/zero.");
        }
        Should
            .Throw<ConfigurationException>(() => ConfigurationLoader.Load("/dev/zero", Reading.Options()))
            .Problem.ShouldBe("zero: is larger than 1 MiB, which no configuration is.");
    }

    [TestCase("")]
    [TestCase("a\0b")]
    public void A_path_that_is_none_is_refused(string path)
    {
        Should.Throw<ConfigurationException>(() => ConfigurationLoader.Load(path, Reading.Options()));
    }

    private ReleaseConfiguration Load(byte[] content)
    {
        var path = Path.Combine(directory, "release.yml");
        File.WriteAllBytes(path, content);
        return ConfigurationLoader.Load(path, Reading.Options());
    }

    private string Problems(IEnumerable<byte> content) =>
        Should.Throw<ConfigurationException>(() => Load([.. content])).Problem;
}
