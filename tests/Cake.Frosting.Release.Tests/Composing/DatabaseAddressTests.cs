using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Composing;

[TestFixture]
internal sealed class DatabaseAddressTests
{
    [Test]
    public void A_whole_address_is_taken_apart()
    {
        var secret = new Secret(
            "DATABASE_URL",
            "postgres://sh%40p:p%2Fw@db.internal:5433/shop_production?sslmode=require"
        );
        var target = DatabaseAddress.TargetOf("shop", new Database { Url = new TextOrSecret(secret) });
        target.Name.ShouldBe("shop_production");
        target.Label.ShouldBe("shop");
        target.Server.Host.ShouldBe("db.internal");
        target.Server.Port.ShouldBe(5433);
        target.Server.User.ShouldBe("sh@p");
        target.Server.Password!.Reveal().ShouldBe("p/w");
        target.Server.SslMode.ShouldBe("require");
    }

    [Test]
    public void An_address_needs_neither_port_nor_name()
    {
        var target = DatabaseAddress.TargetOf(
            "shop",
            new Database { Url = new TextOrSecret("postgres://anna@db") }
        );
        target.Name.ShouldBe("shop");
        target.Server.Port.ShouldBe(5432);
        target.Server.Password.ShouldBeNull();
    }

    [Test]
    public void An_address_that_is_none_is_refused_without_being_shown()
    {
        var secret = new Secret("DATABASE_URL", "host=db password=hunter2");
        var refusal = Should.Throw<ConfigurationException>(() =>
            DatabaseAddress.TargetOf("shop", new Database { Url = new TextOrSecret(secret) })
        );
        refusal.Message.ShouldStartWith("databases/shop/url: this is not the address of a database.");
        refusal.Message.ShouldNotContain("hunter2");
    }

    [Test]
    public void Parts_are_taken_as_they_are()
    {
        var password = new Secret("PASSWORD", "x");
        var section = new Database
        {
            Host = "db",
            Port = 5555,
            Name = "live",
            User = "owner",
            Password = password,
        };
        var target = DatabaseAddress.TargetOf("shop", section);
        target.Name.ShouldBe("live");
        target.Server.ToString().ShouldBe("db:5555");
        target.Server.User.ShouldBe("owner");
        target.Server.Password.ShouldBeSameAs(password);
    }
}
