using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using JsonSchema = Cake.Frosting.Release.Configuration.JsonSchema;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class JsonSchemaTests
{
    private static readonly JSchema Schema = JSchema.Parse(JsonSchema.Write());

    private static readonly string[] Good =
    [
        "project: shop",
        Samples.Full,
        "project: shop\nx-anything: { goes: [here] }",
        "project: shop\nplatform:",
        "project: shop\ngit: ~",
        "project: shop\ngit: { push: ~, branch: 2.0 }",
        "project: shop\ngit: { push: '${PUSH:-true}' }",
        "project: shop\nbackup: { jobs: '${JOBS:-2}', verify: '${V:-list}' }",
        "project: shop\ndowntimeBudget: ${BUDGET:-5m}",
        "project: shop\nservices: { web: ~ }",
        "project: shop\nservices: { web: { command: [a, 1, true, 1.10], environment: { A: 1, B: true, C: x, D: '' } } }",
        "project: shop\nservices: { web: { command: [a], health: { tcp: 80, http: ~ } } }",
        "project: shop\nservices: { web: { command: [a], health: { command: [b] }, dependsOn: [] } }",
        "project: shop\ndatabases: { a: { url: secret:A }, b: { url: 'postgresql://b' }, c: ~ }",
        "project: shop\nbefore: { Stop: [], Start: ~ }",
        "project: shop\ncompress: [{ directory: a, include: [a, b], minimumGain: 1 }]",
    ];

    private static readonly string[] Bad =
    [
        "{}",
        "project: Shop",
        "project: ''",
        "project: shop\nservice: {}",
        "project: shop\nplatform: { kind: kubernetes }",
        "project: shop\nplatform: { kind: docker }",
        "project: shop\nplatform: { keep: 1 }",
        "project: shop\nplatform: []",
        "project: shop\nservices: { web: {} }",
        "project: shop\nservices: { web: { command: ./web } }",
        "project: shop\nservices: { web: { command: [] } }",
        "project: shop\nservices: { web: { command: [a, secret:B] } }",
        "project: shop\nservices: { web: { command: [a], port: 70000 } }",
        "project: shop\nservices: { web: { command: [a], port: '80' } }",
        "project: shop\nservices: { web: { command: [a], port: 80.5 } }",
        "project: shop\nservices: { web: { command: [a], health: {} } }",
        "project: shop\nservices: { web: { command: [a], health: { tcp: ~ } } }",
        "project: shop\nservices: { web: { command: [a], health: { tcp: 80, command: [a] } } }",
        "project: shop\nservices: { web: { command: [a], health: { http: localhost } } }",
        "project: shop\nservices: { web: { command: [a], stop: { grace: 30 } } }",
        "project: shop\nservices: { web: { command: [a], stop: { signal: KILL } } }",
        "project: shop\nservices: { 'a b': { command: [a] } }",
        "project: shop\nservices: { web: { command: [a], environment: { 'A-B': c } } }",
        "project: shop\ndatabases: { a: { url: secret:A, host: b } }",
        "project: shop\ndatabases: { a: { url: mysql://a } }",
        "project: shop\ndatabases: { a: { password: hunter2 } }",
        "project: shop\nmigrations: [{ directory: a }]",
        "project: shop\nmigrations: [~]",
        "project: shop\nmigrations: { database: a }",
        "project: shop\ndatabases: { a: }\nmigrations: [{ database: a, command: [b], directory: c }]",
        "project: shop\ngit: { push: yes }",
        "project: shop\ngit: { author: me }",
        "project: shop\ngit: { branch: '' }",
        "project: shop\ngit: { message: secret:A }",
        "project: shop\nverify: [{ name: a }]",
        "project: shop\nverify: [{ http: { url: 'http://a' } }]",
        "project: shop\nverify: [{ name: a, http: {} }]",
        "project: shop\nverify: [{ name: a, http: { url: 'http://a', status: 99 } }]",
        "project: shop\nverify: [{ name: a, command: { command: [a] }, http: { url: 'http://a' } }]",
        "project: shop\ncompress: [{ directory: a, minimumSize: 10 }]",
        "project: shop\nmaintenance: { on: { command: [a] } }",
        "project: shop\nmaintenance: { on: { command: [a], method: GET }, off: { command: [a] } }",
        "project: shop\nbefore: { stop: [] }",
        "project: shop\nbefore: { Stop: [{ name: a }] }",
        "project: shop\nannounce: [{ name: a, url: 'ftp://a' }]",
        "project: shop\nannounce: [{ name: a }]",
        "project: shop\nfetch: [a, b]",
        "project: shop\nonFailure: Rollback",
        "project: shop\nversion: { initial: \"1 0\" }",
    ];

    [TestCaseSource(nameof(Good))]
    public void What_the_loader_takes_the_schema_takes(string yaml)
    {
        Reading.Read(yaml);
        Complaints(yaml).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Bad))]
    public void What_the_loader_refuses_the_schema_refuses(string yaml)
    {
        Should.Throw<ConfigurationException>(() => Reading.Read(yaml));
        Complaints(yaml).ShouldNotBeEmpty();
    }

    [Test]
    public void A_file_over_a_recipe_may_leave_out_what_the_recipe_has()
    {
        Complaints("project: shop\nrecipe: quickstart\nservices: { web: { port: 80 } }").ShouldBeEmpty();
        Complaints("recipe: quickstart").ShouldNotBeEmpty();
    }

    [Test]
    public void Every_key_has_a_description_for_the_editor()
    {
        var schema = JObject.Parse(JsonSchema.Write());

        foreach (var properties in schema.SelectTokens("$..properties").OfType<JObject>())
        {
            foreach (
                var property in properties
                    .Properties()
                    .Where(p => p.Value["type"] is not null && p.Value["not"]?["type"]?.ToString() != "null")
            )
            {
                property.Value["description"].ShouldNotBeNull($"{property.Path} has no description.");
            }
        }
        schema["$schema"]!.ToString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        schema.SelectToken("properties.git.properties.branch.default")!.ToString().ShouldBe("main");
        schema.SelectToken("properties.backup.properties.jobs.default")!.Value<int>().ShouldBe(2);
    }

    private static IList<string> Complaints(string yaml)
    {
        var problems = new Problems();
        var json = Json(NodeReader.Read(yaml, "release.yml", 0, problems)!);
        json.IsValid(Schema, out IList<string> complaints);
        return complaints;
    }

    /// <summary>What an editor makes of a node: the core schema of YAML 1.2.</summary>
    private static JToken Json(Node node) =>
        node switch
        {
            MapNode map => new JObject(
                map.Entries.Select(entry => new JProperty(entry.Key, Json(entry.Value)))
            ),
            ListNode list => new JArray(list.Items.Select(Json)),
            ScalarNode { IsNull: true } => JValue.CreateNull(),
            ScalarNode { IsPlain: true, Text: "true" or "false" } flag => new JValue(flag.Text == "true"),
            ScalarNode { IsPlain: true } number when long.TryParse(number.Text, out var whole) => new JValue(
                whole
            ),
            ScalarNode { IsPlain: true } number when double.TryParse(number.Text, out var real) => new JValue(
                real
            ),
            _ => new JValue(((ScalarNode)node).Text),
        };
}
