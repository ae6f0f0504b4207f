namespace Cake.Frosting.Release.Postgres;

/// <summary>The statements that fingerprint a database; all of them only read.</summary>
internal static class FingerprintQueries
{
    /// <summary>The row's alias: a column of the same name would hide the row.</summary>
    private const string Row = "\"the whole row\"";

    /// <summary>What values look like as text must not depend on settings of the role or the database.</summary>
    public const string Settings =
        "SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET extra_float_digits = 3;"
        + " SET bytea_output = 'hex'; SET xmloption = 'content'; SET row_security = off; SET search_path = pg_catalog";

    /// <summary>
    /// All tables with rows of their own that pg_dump dumps, the largest first, and whether their rows can be
    /// hashed as records: an enum or a reg* value hashes as its OID, which a restore changes, and citext or a
    /// nondeterministic collation hash different texts alike.
    /// </summary>
    public const string Tables = """
        WITH RECURSIVE part(relid, typid) AS (
            SELECT c.oid, a.atttypid
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
            UNION
            SELECT p.relid, n.typid
            FROM part p JOIN pg_catalog.pg_type t ON t.oid = p.typid
            CROSS JOIN LATERAL (
                SELECT t.typelem WHERE t.typelem <> 0
                UNION ALL SELECT t.typbasetype WHERE t.typbasetype <> 0
                UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
                    WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE t.typtype IN ('r', 'm')
                    AND (r.rngtypid = t.oid OR (pg_catalog.to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid)
            ) AS n(typid)
        )
        SELECT n.nspname, c.relname,
            EXISTS (
                SELECT FROM part p JOIN pg_catalog.pg_type t ON t.oid = p.typid
                WHERE p.relid = c.oid AND (t.typtype = 'e' OR t.typname LIKE 'reg%' OR t.typname = 'citext')
            ) OR EXISTS (
                SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT k.collisdeterministic
            ) AS as_text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND c.relpersistence <> 't'
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
            )
        ORDER BY pg_catalog.pg_relation_size(c.oid) DESC, 1, 2
        """;

    public const string Sequences = """
        SELECT n.nspname, c.relname, s.seqcycle
        FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname !~ '^pg_' AND c.relpersistence <> 't'
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
            )
        ORDER BY 1, 2
        """;

    /// <summary>Whole contents, not pages: a restore writes full pages where the original may have holes.</summary>
    public const string LargeObjects = """
        SELECT count(*), coalesce(sum(hashtextextended(oid::text || encode(sha256(lo_get(oid)), 'hex'), 0)), 0)::text
        FROM pg_catalog.pg_largeobject_metadata
        """;

    /// <summary>Every committed DDL in the database leaves new row versions in one of these (user mappings, which not everybody
    /// may read, are left out); whoever sees a false alarm only clones once more.</summary>
    public static string Catalog { get; } =
        "SELECT coalesce(sum(hashtextextended(v, 0)), 0)::text FROM ("
        + string.Join(
            " UNION ALL ",
            new[]
            {
                (
                    "pg_class",
                    "c.relkind <> 't' AND c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_')"
                ),
                (
                    "pg_attribute",
                    "c.attnum > 0 AND c.attrelid IN (SELECT r.oid FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace WHERE nspname !~ '^pg_')"
                ),
                ("pg_attrdef", "true"),
                ("pg_constraint", "true"),
                ("pg_index", "true"),
                ("pg_proc", "true"),
                ("pg_type", "c.typnamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_')"),
                ("pg_enum", "true"),
                ("pg_trigger", "true"),
                ("pg_rewrite", "true"),
                ("pg_policy", "true"),
                ("pg_namespace", "c.nspname !~ '^pg_(toast_)?temp_'"),
                ("pg_extension", "true"),
                ("pg_description", "true"),
                ("pg_default_acl", "true"),
                ("pg_sequence", "true"),
                ("pg_event_trigger", "true"),
                ("pg_publication", "true"),
                ("pg_operator", "true"),
                ("pg_cast", "true"),
                ("pg_aggregate", "true"),
                ("pg_am", "true"),
                ("pg_amop", "true"),
                ("pg_amproc", "true"),
                ("pg_collation", "true"),
                ("pg_conversion", "true"),
                ("pg_foreign_data_wrapper", "true"),
                ("pg_foreign_server", "true"),
                ("pg_foreign_table", "true"),
                ("pg_inherits", "true"),
                ("pg_init_privs", "true"),
                ("pg_language", "true"),
                ("pg_largeobject_metadata", "true"),
                ("pg_opclass", "true"),
                ("pg_opfamily", "true"),
                ("pg_partitioned_table", "true"),
                ("pg_publication_rel", "true"),
                ("pg_range", "true"),
                ("pg_seclabel", "true"),
                ("pg_statistic_ext", "true"),
                ("pg_transform", "true"),
                ("pg_ts_config", "true"),
                ("pg_ts_config_map", "true"),
                ("pg_ts_dict", "true"),
                ("pg_ts_parser", "true"),
                ("pg_ts_template", "true"),
                (
                    "pg_db_role_setting",
                    "c.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())"
                ),
            }.Select(catalog =>
                $"SELECT '{catalog.Item1} ' || c.xmin::text || ' ' || c.ctid::text FROM pg_catalog.{catalog.Item1} c WHERE {catalog.Item2}"
            )
        )
        + ") AS versions(v)";

    public static string Rows(string qualifiedName, string method) =>
        method == "record"
            ? $"SELECT count(*), coalesce(sum(hash_record_extended({Row}, 0)), 0)::text FROM ONLY {qualifiedName} AS {Row}"
            : $"SELECT count(*), coalesce(sum(hashtextextended({Row}::text, 0)), 0)::text FROM ONLY {qualifiedName} AS {Row}";

    public static string State(string qualifiedName) => $"SELECT last_value, is_called FROM {qualifiedName}";
}
