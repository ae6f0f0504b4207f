namespace Cake.Frosting.Release.Tests.Configuration;

internal static class Samples
{
    /// <summary>A file that uses nearly everything.</summary>
    internal const string Full = """
        project: shop
        x-defaults: &defaults
          restart: never
          stop: { signal: INT, grace: 0s }
        platform: { kind: processes, directory: run, keep: 3 }
        services:
          api:
            <<: *defaults
            command: [dotnet, Api.dll, --port, 5001]
            workingDirectory: api
            environment:
              DATABASE_URL: secret:DATABASE_URL
              VERSION: "{version}"
              DEBUG: true
              EMPTY: ""
            port: 5001
            health: { http: "http://localhost:5001/health", interval: 1s, deadline: 1m }
          web:
            command: [./web]
            dependsOn: api
            health: { tcp: 5000 }
        databases:
          shop:
            host: db.internal
            port: 5433
            name: shop_production
            user: shop
            password: secret:SHOP_PASSWORD
            binaries: /usr/lib/postgresql/17/bin
            maintenanceDatabase: template1
            excludeTableData: [job.*]
          reports:
            url: postgres://reports@db.internal:5432/reports?sslmode=require
          audit:
        backup: { directory: /var/backups/shop, format: custom, jobs: 4, verify: list, keep: 10, compression: "gzip:3" }
        migrations:
          - { database: shop, directory: db/shop, lockTimeout: 2s, statementTimeout: 10m, retries: 0, table: public.history }
          - { database: reports, command: [./web, migrate] }
        changelog: { file: docs/CHANGELOG.md, from: none, unreleased: Upcoming, requireEntries: false }
        git:
          directory: ..
          remote: upstream
          branch: release
          tagPrefix: ""
          push: false
          sign: true
          author: Shop Release <release@example.org>
          message: "chore: release {version}"
          tagMessage: "{project} {version} after {previous}"
        version: { scheme: semver, initial: 1.0.0 }
        compress:
          - { directory: wwwroot, gzip: 6, brotli: 0, include: "**/*.js", exclude: ["**/*.map"], minimumSize: 1 KiB, minimumGain: 0.1 }
        verify:
          - name: the shop answers
            http: { url: "http://localhost:5000/", status: 204, contains: "{version}", matches: '^\s*\{', headers: { Authorization: secret:TOKEN, Accept: text/plain } }
          - { name: rows, sql: { database: shop, query: select 1, atLeast: 0.5 }, deadline: 5m, interval: 2s, warnOnly: true }
          - { name: version, sql: { database: shop, query: select version, equals: "{version}" } }
          - { name: smoke, command: { command: [./smoke], exitCode: 3, contains: ok } }
        maintenance:
          on: { command: [./maintenance, on] }
          off: { url: "http://localhost:5000/maintenance", method: DELETE }
          check: { http: { url: "http://localhost:5000/maintenance", headers: { X-Key: secret:CHECK_KEY } }, deadline: 10s }
        fetch:
          - [git, clone, --branch, "v{version}", /srv/git/shop.git, .]
          - [make]
        before:
          Stop:
            - { name: drain, command: [./drain], undo: [./undrain], deadline: 30s }
        after:
          Verify:
            - { name: warm, command: [./warm, "{directory}"] }
        onFailure: ask
        announce:
          - { name: chat, url: secret:CHAT, body: '{ "text": "{version}" }' }
          - { name: mail, command: [./mail] }
        state: { host: "ssh://deploy@shop.internal:2222", directory: /var/lib/release/shop, identity: keys/release, knownHosts: known_hosts }
        directory: /var/lib/shop
        downtimeBudget: 1h30m
        github:
          repository: example/shop
          api: https://github.example.org/api/v3
          uploads: https://github.example.org/api/uploads
          token: secret:GITHUB_TOKEN
          title: "Shop {version}"
          notes: generated
          assets: ["dist/shop-{version}.*"]
          publish: false
          prerelease: always
          latest: never
          checks: { requireGreen: false, require: [build], ignore: ["codecov/*"], wait: 20m }
          deployment: { environment: staging, url: "https://shop.example.org" }

        """;
}
