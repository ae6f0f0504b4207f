namespace Faults.Stack;

/// <summary>The files of the stack: what Compose reads, and what the tool reads.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Web">The image of the shop without its tag.</param>
/// <param name="WebPort">Where the shop answers.</param>
/// <param name="DatabasePort">Where its database is asked, past the tool.</param>
/// <param name="Password">The password of the database.</param>
internal sealed record StackFiles(string Project, string Web, int WebPort, int DatabasePort, string Password)
{
    /// <param name="postgres">The image of the server.</param>
    /// <param name="version">The version that runs from the beginning.</param>
    public string Compose(string postgres, string version) =>
        $"""
            # The shop of the fault suite.
            x-shop: &shop
              image: "{Web}:{version}"
              environment:
                DATABASE_URL: "postgres://postgres:{Uri.EscapeDataString(Password)}@db:5432/shop"
              volumes: [./state:/state, static:/static]
              init: true

            services:
              db:
                image: {postgres}
                environment:
                  POSTGRES_PASSWORD: "{Password}"
                ports: ["127.0.0.1:{DatabasePort}:5432"]
                init: true
              web:
                <<: *shop
                command: [python, /app/app.py, serve]
                ports: ["127.0.0.1:{WebPort}:80"]
                depends_on: [db]
              worker:
                <<: *shop
                command: [sleep, "100000"]
            volumes:
              static:

            """;

    /// <param name="root">The directory of everything.</param>
    /// <param name="engine">Which engine it is, as YAML.</param>
    /// <param name="database">Where the database is, as YAML.</param>
    /// <param name="verdict">The file that lets the last check pass by being there.</param>
    public string Release(string root, string engine, string database, string verdict) =>
        $$"""
            project: {{Project}}
            platform:
              kind: compose
              directory: deploy
              project: {{Project}}
              {{engine}}
            services:
              db: { keep: true }
              web:
                image: "{{Web}}:{version}"
                health: { http: "http://127.0.0.1:{{WebPort}}/health", interval: 100ms, deadline: 30s }
                stop: { grace: 5s }
              worker:
                image: "{{Web}}:{version}"
                dependsOn: [web]
                health: { command: ["true"], interval: 100ms, deadline: 30s }
                stop: { grace: 5s }
            databases:
              shop: { {{database}}, user: postgres, password: secret:SHOP_PASSWORD }
            backup: { directory: backups, keep: 3 }
            migrations:
              - database: shop
                service: web
                command: [python, /app/app.py, migrate]
            compress:
              - service: web
                commands: [[python, /app/app.py, collect]]
                volume: /static
                ahead: true
            git: { directory: repository }
            changelog: { file: repository/CHANGELOG.md }
            maintenance:
              on: { command: [touch, "{{root}}/deploy/state/maintenance"] }
              off: { command: [rm, -f, "{{root}}/deploy/state/maintenance"] }
              check:
                command: { command: [test, -e, "{{root}}/deploy/state/maintenance"] }
            verify:
              - name: the shop serves the new version
                http: { url: "http://127.0.0.1:{{WebPort}}/version", contains: "{version}" }
                deadline: 5s
              - name: the operator is content
                command: { command: [test, -e, "{{verdict}}"] }
                deadline: 1s
                interval: 100ms

            """;
}
