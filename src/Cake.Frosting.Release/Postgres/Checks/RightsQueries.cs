namespace Cake.Frosting.Release.Postgres;

/// <summary>What a role that is no superuser lacks; each query names what it lacks it for, a row each.</summary>
internal static class RightsQueries
{
    private const string Ours =
        "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend x WHERE x.objid = c.oid AND x.deptype = 'e')";

    /// <summary>Tables and sequences that pg_dump could not read.</summary>
    public const string Unreadable = $"""
        SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't' AND {Ours}
            AND NOT (has_schema_privilege(n.oid, 'USAGE') AND CASE c.relkind
                WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END)
        ORDER BY 1
        """;

    /// <summary>Tables of which policies hide rows: pg_dump refuses them.</summary>
    public const string Hidden = $"""
        SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relrowsecurity AND {Ours} AND row_security_active(c.oid) ORDER BY 1
        """;

    /// <summary>The owners of large objects that could not be read.</summary>
    public const string LargeObjects = """
        SELECT DISTINCT quote_ident(pg_get_userbyid(m.lomowner)) FROM pg_catalog.pg_largeobject_metadata m
        WHERE NOT pg_has_role(m.lomowner, 'USAGE') AND NOT current_setting('lo_compat_privileges')::boolean
            AND NOT EXISTS (
                SELECT FROM aclexplode(m.lomacl) a
                WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE'))
            )
        """;

    /// <summary>Extensions that only a superuser creates.</summary>
    public const string Extensions = """
        SELECT quote_ident(e.extname) FROM pg_catalog.pg_extension e
        WHERE EXISTS (
            SELECT FROM pg_catalog.pg_available_extension_versions v
            WHERE v.name = e.extname AND v.version = e.extversion AND v.superuser AND NOT v.trusted
        ) ORDER BY 1
        """;

    /// <summary>Who is connected whose sessions could not be ended, and whether it is a superuser.</summary>
    public const string Strangers = """
        SELECT DISTINCT quote_ident(r.rolname), r.rolsuper
        FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
        WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
            AND (r.rolsuper OR NOT pg_has_role(r.oid, 'USAGE') AND NOT pg_has_role('pg_signal_backend', 'USAGE'))
        """;

    /// <summary>
    /// Owners besides the connecting role and the database's owner. A restore makes a thing and then gives it away, and
    /// to whom it is given must have CREATE there; but privileges are restored last.
    /// </summary>
    public const string Owners = $"""
        WITH owners(owner) AS (
            SELECT c.relowner FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND {Ours}
            UNION SELECT c.proowner FROM pg_catalog.pg_proc c JOIN pg_catalog.pg_namespace n ON n.oid = c.pronamespace
                WHERE {Ours}
            UNION SELECT c.typowner FROM pg_catalog.pg_type c JOIN pg_catalog.pg_namespace n ON n.oid = c.typnamespace
                WHERE c.typtype IN ('d', 'e', 'r') AND {Ours}
            UNION SELECT n.nspowner FROM pg_catalog.pg_namespace n
                WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')
            UNION SELECT m.lomowner FROM pg_catalog.pg_largeobject_metadata m
        )
        SELECT quote_ident(r.rolname) FROM owners JOIN pg_catalog.pg_roles r ON r.oid = owner
        WHERE r.rolname <> current_user
            AND owner <> (SELECT datdba FROM pg_catalog.pg_database WHERE datname = current_database())
        ORDER BY 1
        """;
}
