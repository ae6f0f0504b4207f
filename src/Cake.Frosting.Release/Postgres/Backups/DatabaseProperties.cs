namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// What belongs to a database and is neither in a dump without -C nor in a template clone: owner, privileges,
/// settings, comment, connection limit, tablespace.
/// </summary>
internal sealed record DatabaseProperties(
    string Owner,
    string Encoding,
    string Collate,
    string CharacterType,
    string Provider,
    string? Locale,
    string Tablespace,
    int ConnectionLimit,
    string? Comment,
    bool PublicMayConnect,
    IReadOnlyList<string> Grants,
    IReadOnlyList<string> Settings
)
{
    private const string Query = """
        SELECT pg_get_userbyid(d.datdba), pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
            coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),
            coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
            t.spcname, d.datconnlimit, shobj_description(d.oid, 'pg_database')
        FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
        WHERE d.datname = $1
        """;

    private const string GrantQuery = """
        SELECT a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
            a.is_grantable
        FROM pg_catalog.pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        WHERE d.datname = $1 ORDER BY 2, 1
        """;

    /// <summary>GUC_LIST_QUOTE settings keep their list as it is written; all others are one value.</summary>
    private const string SettingQuery = """
        SELECT CASE s.setrole WHEN 0 THEN '' ELSE quote_ident(pg_get_userbyid(s.setrole)) END,
            split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
        FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
        CROSS JOIN LATERAL unnest(s.setconfig) AS c WHERE d.datname = $1 ORDER BY 1, 2
        """;

    private static readonly string[] QuotedLists =
    [
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "temp_tablespaces",
        "unix_socket_directories",
    ];

    /// <summary>The sentence that plans have for <see cref="ApplyAsync"/>.</summary>
    public static string Sentence(string from, string to) =>
        $"Give the database {to} the owner, privileges, settings, comment and connection limit of {from}";

    public static async Task<DatabaseProperties> ReadAsync(
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    )
    {
        var grants = await maintenance
            .QueryAsync(
                GrantQuery,
                row => (Right: row.GetString(0), To: row.GetString(1), Grantable: row.GetBoolean(2)),
                cancellationToken,
                database
            )
            .ConfigureAwait(false);
        var settings = await maintenance
            .QueryAsync(
                SettingQuery,
                row => (Role: row.GetString(0), Name: row.GetString(1), Value: row.GetString(2)),
                cancellationToken,
                database
            )
            .ConfigureAwait(false);
        var found = await maintenance
            .QueryAsync(
                Query,
                row => new DatabaseProperties(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.IsDBNull(5) ? null : row.GetString(5),
                    row.GetString(6),
                    row.GetInt32(7),
                    row.IsDBNull(8) ? null : row.GetString(8),
                    grants.Any(grant => grant is { To: "PUBLIC", Right: "CONNECT" }),
                    [
                        .. grants.Select(grant =>
                            $"GRANT {grant.Right} ON DATABASE ‹database› TO {grant.To}{(grant.Grantable ? " WITH GRANT OPTION" : "")}"
                        ),
                    ],
                    [.. settings.Select(setting => Setting(setting.Role, setting.Name, setting.Value))]
                ),
                cancellationToken,
                database
            )
            .ConfigureAwait(false);
        return found.Count == 1
            ? found[0]
            : throw new Errors.ReleaseRefusedException(
                $"There is no database {database}.",
                "Check its name in the configuration."
            );
    }

    /// <summary>CREATE DATABASE with the same encoding and collation, from the empty template0.</summary>
    public string Create(string database, int serverMajor) =>
        $"CREATE DATABASE {SqlText.Identifier(database)} TEMPLATE template0 OWNER {SqlText.Identifier(Owner)}"
        + $" ENCODING {SqlText.Literal(Encoding)} LC_COLLATE {SqlText.Literal(Collate)} LC_CTYPE {SqlText.Literal(CharacterType)}"
        + Provider switch
        {
            "i" => $" LOCALE_PROVIDER icu ICU_LOCALE {SqlText.Literal(Locale ?? "und")}",
            "b" when serverMajor >= 17 =>
                $" LOCALE_PROVIDER builtin BUILTIN_LOCALE {SqlText.Literal(Locale ?? "C.UTF-8")}",
            _ => "",
        }
        // Naming even the default one needs the right to create in it, which a mere owner has not.
        + (Tablespace == "pg_default" ? "" : $" TABLESPACE {SqlText.Identifier(Tablespace)}");

    /// <summary>Gives them to another database; what it had before is replaced, so that it can be run again.</summary>
    public async Task ApplyAsync(Session maintenance, string database, CancellationToken cancellationToken)
    {
        var name = SqlText.Identifier(database);
        string[] statements =
        [
            $"ALTER DATABASE {name} OWNER TO {SqlText.Identifier(Owner)}",
            $"ALTER DATABASE {name} CONNECTION LIMIT {ConnectionLimit}",
            $"COMMENT ON DATABASE {name} IS {(Comment is null ? "NULL" : SqlText.Literal(Comment))}",
            $"ALTER DATABASE {name} RESET ALL",
            $"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            .. Grants
                .Concat(Settings)
                .Select(sql => sql.Replace("‹database›", name, StringComparison.Ordinal)),
        ];
        await maintenance.ExecuteAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        foreach (var statement in statements)
        {
            await maintenance.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        await maintenance.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
    }

    private static string Setting(string role, string name, string value)
    {
        var setting = string.Join('.', name.Split('.').Select(SqlText.Identifier));
        var text = QuotedLists.Contains(name) && value.Length > 0 ? value : SqlText.Literal(value);
        return role.Length == 0
            ? $"ALTER DATABASE ‹database› SET {setting} TO {text}"
            : $"ALTER ROLE {role} IN DATABASE ‹database› SET {setting} TO {text}";
    }
}
