namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// The statement that reads the write-ahead log. It knows which records cannot change what a database holds; every
/// other record of the database is reported, also one that this version has never heard of.
/// </summary>
internal static class WalRecords
{
    /// <summary>
    /// Parameters: from, to (text), the oid of the database (bigint), the filenodes of its statistics (bigint[]), the
    /// filenode of its pg_class (bigint). Rows: the tablespace's and the relation's number (0 where the record names
    /// none), the kind, how many.
    /// <list type="bullet">
    /// <item>An index holds nothing that its table does not; only the access methods of the core are believed so.</item>
    /// <item>A full page repeats what other records say; storage is created and cut along with catalog rows or by VACUUM.</item>
    /// <item>In place are written only the figures of VACUUM and ANALYZE in pg_class.</item>
    /// <item>What an aborted transaction wrote is not there. Sequences do not roll back.</item>
    /// </list>
    /// </summary>
    public const string Query = """
        WITH record AS (
            SELECT r.resource_manager AS manager, split_part(r.record_type, '+', 1) AS type, r.xid::text::bigint AS xid,
                r.description, regexp_match(r.block_ref, 'rel ([0-9]+)/([0-9]+)/([0-9]+) ') AS rel,
                r.block_ref ~ (' rel [0-9]+/' || $3::text || '/') AS ours
            FROM pg_get_wal_records_info($1::pg_lsn, $2::pg_lsn) AS r
            WHERE r.resource_manager NOT IN ('Transaction', 'Storage', 'CLOG', 'Database', 'Tablespace', 'MultiXact',
                'Standby', 'Btree', 'Hash', 'Gin', 'Gist', 'SPGist', 'BRIN', 'CommitTs', 'ReplicationOrigin', 'LogicalMessage')
        ), suspect AS (
            SELECT manager, type, xid, description, coalesce(rel[1]::bigint, 0) AS space, coalesce(rel[3]::bigint, 0) AS file
            FROM record
            WHERE (ours OR (rel IS NULL AND NOT (manager = 'RelMap' AND description NOT LIKE 'database ' || $3::text || ' %')))
                AND NOT (manager = 'XLOG' AND type IN ('CHECKPOINT_ONLINE', 'CHECKPOINT_SHUTDOWN', 'CHECKPOINT_REDO', 'NOOP',
                    'NEXTOID', 'SWITCH', 'BACKUP_END', 'PARAMETER_CHANGE', 'RESTORE_POINT', 'FPW_CHANGE', 'END_OF_RECOVERY',
                    'OVERWRITE_CONTRECORD', 'FPI', 'FPI_FOR_HINT'))
                AND NOT (manager = 'Heap2' AND type IN ('PRUNE', 'PRUNE_ON_ACCESS', 'PRUNE_VACUUM_SCAN', 'PRUNE_VACUUM_CLEANUP',
                    'VACUUM', 'FREEZE_PAGE', 'VISIBLE', 'LOCK_UPDATED', 'NEW_CID', 'REWRITE'))
                AND NOT (manager = 'Heap' AND type IN ('LOCK', 'HEAP_CONFIRM', 'CONFIRM'))
                AND NOT (manager = 'Heap' AND type = 'INPLACE' AND coalesce(rel[3]::bigint, 0) = $5)
                AND NOT (manager IN ('Heap', 'Heap2') AND type <> 'INPLACE' AND rel[3]::bigint = ANY ($4))
        ), counted AS (
            SELECT space, file, xid,
                CASE WHEN manager = 'Heap' AND type = 'INSERT' OR manager = 'Heap2' AND type = 'MULTI_INSERT' THEN 'inserted'
                    WHEN manager = 'Heap' AND type IN ('UPDATE', 'HOT_UPDATE') THEN 'changed'
                    WHEN manager = 'Heap' AND type = 'DELETE' THEN 'deleted'
                    WHEN manager = 'Sequence' AND type = 'LOG' THEN 'sequence'
                    ELSE manager || '/' || type END AS kind,
                sum(CASE type WHEN 'MULTI_INSERT' THEN coalesce(substring(description FROM '([0-9]+) tuples')::bigint,
                    substring(description FROM 'ntuples: ([0-9]+)')::bigint, 1) ELSE 1 END)::bigint AS number
            FROM suspect GROUP BY 1, 2, 3, 4
        ), now AS (
            SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xmax
        ), fated AS (
            SELECT space, file, kind, number, xid,
                CASE WHEN xid <> 0 AND ((xmax - xid) & 4294967295) BETWEEN 1 AND 2147483647
                    THEN pg_xact_status(((xmax - ((xmax - xid) & 4294967295))::text)::xid8) END AS fate
            FROM counted CROSS JOIN now
        )
        SELECT space, file, kind, sum(number)::bigint FROM fated
        WHERE kind NOT IN ('inserted', 'changed', 'deleted') OR fate IS DISTINCT FROM 'aborted'
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """;

    /// <summary>The files of the tables that only ANALYZE writes, and of what belongs to them.</summary>
    public const string StatisticsFiles = """
        SELECT pg_relation_filenode(c.oid)::bigint FROM pg_catalog.pg_class c
        WHERE c.oid IN (2619, 3429)
            OR c.oid IN (SELECT reltoastrelid FROM pg_catalog.pg_class WHERE oid IN (2619, 3429))
        """;

    /// <summary>The name of the table of a file, and of what kind it is: <c>catalog</c>, <c>objects</c> or <c>table</c>.</summary>
    public const string Name = """
        SELECT format('%s.%s', n.nspname, c.relname),
            CASE WHEN c.oid IN (2613, 2995) THEN 'objects'
                WHEN n.nspname IN ('pg_catalog', 'information_schema') THEN 'catalog' ELSE 'table' END,
            f.oid <> c.oid
        FROM (SELECT pg_filenode_relation($1::bigint::oid, $2::bigint::oid)::oid AS oid) f
        JOIN pg_catalog.pg_class c ON c.oid = f.oid OR (c.reltoastrelid = f.oid AND f.oid <> 0)
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        ORDER BY c.reltoastrelid = f.oid DESC LIMIT 1
        """;

    /// <summary>Of the transactions that ran at the mark, those that committed or of which that is not known.</summary>
    public const string Committed = """
        SELECT x FROM unnest($1::bigint[]) AS x
        WHERE pg_xact_status(x::text::xid8) IS DISTINCT FROM 'aborted'
        """;
}
