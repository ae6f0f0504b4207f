using static Cake.Frosting.Release.Tests.Configuration.Reading;

namespace Cake.Frosting.Release.Tests.Configuration;

public sealed class ReferenceTests
{
    [Test]
    public void A_migration_of_an_unknown_database_is_a_problem()
    {
        Problems(
                "project: shop\ndatabases: { shop: {}, stock: {} }\nmigrations:\n  - database: shops\n  - database: orders\n"
            )
            .ShouldBe(
                """
                release.yml(4,15): migrations[0]/database: 'shops' is not one of the databases; did you mean 'shop'?
                release.yml(5,15): migrations[1]/database: 'orders' is not one of the databases; there are shop, stock
                """
            );
    }

    [Test]
    public void A_check_of_an_unknown_database_is_a_problem()
    {
        Problems("project: shop\nverify:\n  - { name: a, sql: { database: shop, query: select 1 } }\n")
            .ShouldBe(
                "release.yml(3,33): verify[0]/sql/database: 'shop' is not one of the databases; there are none"
            );
    }

    [Test]
    public void A_dependency_on_an_unknown_service_is_a_problem()
    {
        Problems(
                "project: shop\nservices: { web: { command: [x], dependsOn: [ap] }, api: { command: [x] } }\n"
            )
            .ShouldBe(
                "release.yml(2,46): services/web/dependsOn[0]: 'ap' is not one of the services; did you mean 'api'?"
            );
    }

    [Test]
    public void A_cycle_is_shown()
    {
        Problems(
                """
                project: shop
                services:
                  a: { command: [x], dependsOn: [b] }
                  b: { command: [x], dependsOn: [c] }
                  c: { command: [x], dependsOn: [d, a] }
                  d: { command: [x], dependsOn: d }
                """
            )
            .ShouldBe(
                """
                release.yml(5,37): services/c/dependsOn[1]: a → b → c → a is a cycle; nothing in it could ever start
                release.yml(6,33): services/d/dependsOn: d → d is a cycle; nothing in it could ever start
                """
            );
    }

    [Test]
    public void A_diamond_is_no_cycle()
    {
        Read(
            """
            project: shop
            services:
              a: { command: [x], dependsOn: [b, c] }
              b: { command: [x], dependsOn: [d] }
              c: { command: [x], dependsOn: [d] }
              d: { command: [x] }
            """
        )
            .Services.Count.ShouldBe(4);
    }
}
