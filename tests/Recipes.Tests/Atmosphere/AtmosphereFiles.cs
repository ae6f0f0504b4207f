using Engine;

namespace Recipes.Tests.Atmosphere;

/// <summary>What a site has written before its first release by the recipe.</summary>
internal static class AtmosphereFiles
{
    public const string Changelog = """
        # Changelog

        ## [Unreleased](https://git.example/cyverse/atmosphere/compare/v36-1...HEAD) - YYYY-MM-DD
        ### Added
          - Instances have a status
            ([#617](https://git.example/cyverse/atmosphere/pull/617))

        ## [v36-1](https://git.example/cyverse/atmosphere/compare/v36-0...v36-1) - 2019-06-16
        ### Fixed
          - Maintenance can be started from the command line

        """;

    /// <summary>The site's own release.yml.</summary>
    public static string Release(DockerEngine engine) =>
        $$"""
            recipe: atmosphere
            platform:
              directory: atmosphere-docker
              project: atmo
              host: {{engine.Host}}
              snapshots: { keep: 2 }
            services:
              atmosphere:
                image: "{{engine.Registry.Address}}/cyverse/atmosphere:v{version}"
                stop: { grace: 5s }

            """;

    /// <summary>The compose file of production.</summary>
    public static string Compose(AtmosphereImages images, string postgres, int front, int behind) =>
        $"""
            # Production. Tags are edited here at each release.
            services:

              postgres:
                image: {postgres}
                environment:
                  POSTGRES_PASSWORD: '{AtmosphereSite.Password}'

              front:
                image: {images.Front}
                volumes: ['./www:/srv/www']
                ports: ['127.0.0.1:{front}:8080']
                init: true

              atmosphere:
                image: '{images.Atmosphere("36-1")}'   # the API
                volumes:
                  - '../atmosphere-docker-secrets:/opt/dev/atmosphere-docker-secrets'
                  - './logs/atmosphere:/opt/dev/atmosphere/logs'
                init: true

              troposphere:
                image: "{images.Troposphere("35-9")}"
                volumes:
                  - '../atmosphere-docker-secrets:/opt/dev/atmosphere-docker-secrets'
                depends_on:
                  - 'atmosphere'
                ports: ['127.0.0.1:{behind}:80']
                init: true

            """;

    /// <summary>The settings of one application in the secrets, as its configure reads them.</summary>
    /// <param name="secrets">The checkout.</param>
    /// <param name="app">The application.</param>
    /// <param name="database">Its database.</param>
    /// <param name="exempt">A list of Python: who gets in while users are kept out.</param>
    public static void WriteSettings(string secrets, string app, string database, string exempt)
    {
        Directory.CreateDirectory(Path.Combine(secrets, "inis"));
        File.WriteAllText(
            Path.Combine(secrets, "inis", $"{app}.ini"),
            $"""
            [local.py]
            DATABASE_HOST = postgres
            DATABASE_PORT = 5432
            DATABASE_NAME = {database}
            DATABASE_USER = atmo_app
            DATABASE_PASSWORD = {AtmosphereSite.Password}
            MAINTENANCE_EXEMPT_USERNAMES = {exempt}

            """
        );
    }
}
