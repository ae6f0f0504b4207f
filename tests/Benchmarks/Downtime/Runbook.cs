using Engine;
using Recipes.Tests.Utilitarian;

namespace Benchmarks.Downtime;

/// <summary>
/// The runbook "Upgrade instructions" of Utilitarian typed into a shell script word for word, in its order. What to do
/// when it fails it does not say; the script then does what the backup of step 1 is for.
/// </summary>
internal static class Runbook
{
    public static int Run(UtilitarianSite site, string version)
    {
        var script = Path.Combine(site.Root, "upgrade.sh");
        File.WriteAllText(script, Text(site.Image("1.0.0"), site.Image(version)));
        return DockerEngine.Shared().TryRun("sh", ["-e", script], Path.Combine(site.Root, "deploy")).Code;
    }

    private static string Text(string old, string next) =>
        $"""
            export COMPOSE_PROJECT_NAME=utilitarian
            # 1. Backup
            docker compose exec -T postgres pg_dump -h /tmp -U postgres utilitarian > ../backup.sql
            # 2. Close down services
            docker compose stop dlms-processor utilitarian-poster
            # 3. Close down Utilitarian API
            docker compose stop utilitarian-api utilitarian-beat utilitarian-worker
            # 4. Pull new versions
            docker pull {next}
            # 5. Upgrade docker config
            sed -i 's|{old}|{next}|' docker-compose.yml
            # 6. Start Utilitarian API
            docker compose up -d utilitarian-api
            # 7. Run migrations
            if docker compose exec -T utilitarian-api sh -c "python manage.py migrate"; then
              # 8. Compress static assets
              docker compose exec -T utilitarian-api sh -c "python manage.py compress"
              # 9. Start up all services
              docker compose up -d
              # 10. Verify upgrade
              docker compose exec -T utilitarian-api python -c "{Ask}"
              exit 0
            fi
            docker compose stop utilitarian-api
            docker compose exec -T postgres psql -h /tmp -U postgres -c 'drop database utilitarian with (force)' -c 'create database utilitarian'
            docker compose exec -T postgres psql -h /tmp -U postgres -q -d utilitarian < ../backup.sql
            sed -i 's|{next}|{old}|' docker-compose.yml
            docker compose up -d
            exit 2
            """;

    private const string Ask =
        "import urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/', headers={'Host': 'localhost'}))";
}
