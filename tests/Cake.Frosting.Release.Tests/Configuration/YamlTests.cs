using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class YamlTests
{
    [TestCase("", "(1,1): the file is empty; it begins with project: NAME")]
    [TestCase("# nothing\n", "(1,1): the file is empty; it begins with project: NAME")]
    [TestCase("---\n...\n", "(1,1): the file is empty; it begins with project: NAME")]
    [TestCase("shop\n", "(1,1): must be a map of keys; it begins with project: NAME")]
    [TestCase("- a\n- b\n", "(1,1): must be a map of keys; it begins with project: NAME")]
    [TestCase("project: a\n---\nproject: b\n", "(2,1): a second document begins here; release.yml is one")]
    [TestCase(
        "project: a\ngit:\n\tpush: true\n",
        "(3,1): a tab is used as indentation; YAML takes only spaces"
    )]
    [TestCase(
        "project: a\ngit:\n  push: true\n \tsign: true\n",
        "(4,2): a tab is used as indentation; YAML takes only spaces"
    )]
    [TestCase("\tproject: a\n", "(1,2): a tab is used as indentation; YAML takes only spaces")]
    [TestCase("project: a\nproject: b\n", "(2,1): project: the key is already in line 1")]
    [TestCase(
        "project: a\ngit: { push: true, push: false }\n",
        "(2,20): git/push: the key is already in line 2"
    )]
    [TestCase(
        "project: a\n? [x]\n: y\n",
        "(2,3): a key must be a text, not a list or a map; put a text with braces or brackets in quotes"
    )]
    [TestCase(
        "project: a\n{x}: y\n",
        "(2,1): a key must be a text, not a list or a map; put a text with braces or brackets in quotes"
    )]
    [TestCase("project: *name\n", "(1,10): project: there is no anchor &name before this alias")]
    [TestCase(
        "project: &nam a\nrecipe: *name\n",
        "(2,9): recipe: there is no anchor &name before this alias; did you mean 'nam'?"
    )]
    [TestCase("project: a\nx-a: &a [*a]\n", "(2,10): x-a[0]: the anchor &a contains itself")]
    [TestCase("project: a\nx-a: &a { b: { c: *a } }\n", "(2,19): x-a/b/c: the anchor &a contains itself")]
    [TestCase(
        "project: a: b\n",
        "(1,11): this is not YAML: a second ': ' or a line that is indented too far; put a text with ': ' in quotes"
    )]
    [TestCase("project: 'a\n", "(2,1): this is not YAML: a quote that is opened before is not closed")]
    [TestCase(
        "project: @a\n",
        "(1,11): this is not YAML: a text cannot begin with this character; put it in quotes"
    )]
    [TestCase(
        "project: \"\\q\"\n",
        "(1,11): this is not YAML: unknown escape in double quotes; use single quotes for a text with backslashes"
    )]
    [TestCase(
        "project: [",
        "(2,1): this is not YAML: a value, a ',' or a closing bracket is missing before this, or the line is indented otherwise than its neighbours"
    )]
    [TestCase(
        "project: a\nfetch: [1, 2\ngit: 3\n",
        "(2,10): this is not YAML: a bracket, brace or quote that is opened near here is not closed, or something stands where it cannot"
    )]
    [TestCase("project: a\u0007b\n", "(1,11): the control character U+0007 is not allowed here")]
    [TestCase("project: !name a\n", "(1,10): project: the tag '!name' is not used in release.yml; remove it")]
    [TestCase(
        "project: a\ngit:\n  <<: 5\n",
        "(3,3): git: '<<' merges a map or a list of maps, usually an alias: <<: *name"
    )]
    [TestCase(
        "project: a\ncolour: 1\n",
        "(2,1): colour: the key is unknown; there are project, recipe, platform, services, databases, backup, migrations, changelog, git, github, version, compress, registry, envFiles, checkouts, verify, maintenance, fetch, before, after, onFailure, announce, state, directory, downtimeBudget"
    )]
    [TestCase(
        "project: a\ndown_time_budget: 1s\n",
        "(2,1): down_time_budget: the key is unknown; did you mean 'downtimeBudget'?"
    )]
    [TestCase("platform: {}\n", "(1,1): 'project' is missing, for example project: shop")]
    public void What_is_not_right_is_said_with_its_position(string yaml, string expected)
    {
        Problems(yaml).ShouldBe($"release.yml{expected}");
    }

    [Test]
    public void A_byte_order_mark_in_a_text_is_no_trouble()
    {
        Read("\uFEFFproject: shop\n").Project.ShouldBe("shop");
    }

    [TestCase("\r\n")]
    [TestCase("\r")]
    [TestCase("\n")]
    public void Lines_may_end_in_any_way(string newline)
    {
        Read($"project: shop{newline}git:{newline}  push: false{newline}").Git.Push.ShouldBeFalse();
    }

    [Test]
    public void What_is_shown_of_a_value_is_short_and_visible()
    {
        Problems($"project: \"a\\e[31m{new string('x', 100)}\"\n")
            .ShouldBe(
                $"release.yml(1,10): project: 'a\\u001b[31m{new string('x', 74)}…' must be small letters, digits and hyphens"
            );
    }
}
