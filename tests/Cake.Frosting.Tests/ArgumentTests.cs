using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class ArgumentTests
{
    [TestCase("--name=value")]
    [TestCase("--name", "value")]
    [TestCase("--NAME=value")]
    public void An_unknown_option_is_an_argument_of_the_build(params string[] args) =>
        ValuesOf("name", args).ShouldBe(["value"]);

    [Test]
    public void An_argument_may_have_several_values() =>
        ValuesOf("name", "--name=a", "--name", "b", "--name=c").ShouldBe(["a", "b", "c"]);

    [Test]
    public void An_argument_may_be_a_mere_flag()
    {
        var build = new TestBuild().With<Default>();

        build.Run("--flag").ShouldBe(0);

        build.Journal.Entries[0].ShouldStartWith("flag");
    }

    [Test]
    public void A_value_may_contain_equals_signs() => ValuesOf("name", "--name=a=b").ShouldBe(["a=b"]);

    private static string[] ValuesOf(string name, params string[] args)
    {
        var build = new TestBuild().With<Default>();
        build.Run(args).ShouldBe(0);
        return
        [
            .. build
                .Journal.Entries.Select(entry => entry.Split(':', 2))
                .Where(pair => string.Equals(pair[0], name, StringComparison.OrdinalIgnoreCase))
                .Select(pair => pair[1]),
        ];
    }

    private sealed class Default(Journal journal) : JournalTask(journal)
    {
        public override void Run(ICakeContext context)
        {
            foreach (var (name, values) in context.Arguments.GetArguments())
            {
                foreach (var value in values.Where(_ => name != "target"))
                {
                    Journal.Add($"{name}:{value}");
                }
            }
        }
    }
}
