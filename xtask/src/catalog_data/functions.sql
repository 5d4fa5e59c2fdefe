-- Functions, aggregates and window functions that a user calls. Columns: name, kind, argument types, variadic
-- (the last argument repeats), how many of the last arguments have a default, result, returns a set, strict,
-- argument names, OUT columns.
COPY (
  SELECT p.proname,
         CASE p.prokind WHEN 'f' THEN 'normal' WHEN 'a' THEN 'aggregate' ELSE 'window' END,
         coalesce(arguments.types, '-'),
         p.provariadic <> 0,
         p.pronargdefaults,
         result.name,
         p.proretset,
         p.proisstrict,
         coalesce(arguments.names, '-'),
         coalesce(outs.columns, '-')
  FROM pg_proc p
  JOIN exported_type_names result ON result.oid = p.prorettype
  CROSS JOIN LATERAL (
    SELECT count(*) = count(t.name) AS known,
           string_agg(t.name, ',' ORDER BY a.ord) AS types,
           CASE WHEN bool_and(coalesce(p.proargnames[a.at], '') <> '')
                THEN string_agg(p.proargnames[a.at], ',' ORDER BY a.ord) END AS names
    FROM (SELECT type, ord, ord AS at FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS u(type, ord)
          WHERE p.proallargtypes IS NULL
          UNION ALL
          SELECT type, ord, ord FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY AS u(type, mode, ord)
          WHERE mode IN ('i', 'b', 'v')) a
    LEFT JOIN exported_type_names t ON t.oid = a.type
  ) arguments
  CROSS JOIN LATERAL (
    SELECT count(*) = count(t.name) AS known,
           string_agg(coalesce(p.proargnames[a.ord], '') || ':' || t.name, ',' ORDER BY a.ord) AS columns
    FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY AS a(type, mode, ord)
    LEFT JOIN exported_type_names t ON t.oid = a.type
    WHERE a.mode IN ('o', 'b', 't')
  ) outs
  WHERE p.pronamespace = 'pg_catalog'::regnamespace
    AND p.prokind IN ('f', 'a', 'w')
    AND arguments.known AND outs.known
    -- Operators and types have functions behind them; the server's own descriptions say which (its regression
    -- tests hold it to that). These few of them are called by their name as well.
    AND (p.prokind = 'a' OR p.proname IN ('array_cat', 'starts_with', 'hashtext', 'hashtextextended')
         OR coalesce(obj_description(p.oid, 'pg_proc'), '') !~ ('^(implementation of|I/O|internal conversion|'
            || 'less-equal-greater|hash$|hash |larger of two|smaller of two|(.* )?difference of two|'
            || 'aggregate (final|transition|combine|serial|deserial|moving|inverse)|window RANGE|sort support|'
            || 'equal image|planner support|restriction sel|join sel|\(internal\)|historical alias|'
            || 'convert (a|an) .* range to canonical|(in|de)crement)'))
    AND p.proname !~ '(_validator|_canonical|_subdiff|^int8(inc|dec)_any)$'
    AND NOT EXISTS (SELECT FROM pg_aggregate g
                    WHERE p.oid IN (g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn)
                      AND p.prokind = 'f' AND coalesce(obj_description(p.oid, 'pg_proc'), '') ~ 'aggregate|intermediate')
    -- What reads or steers the server's own state.
    AND p.proname !~ ('^(pg_stat_|pg_stat$|pg_ls_|pg_read_|pg_logical_|pg_replication_|pg_create_|pg_drop_|pg_wal_|'
         || 'pg_walfile|binary_upgrade|pg_control_|pg_event_trigger|pg_hba_|pg_ident_|pg_show_|pg_lock_|'
         || 'pg_prepared_|pg_timezone_|pg_get_replica|pg_get_backend|pg_get_shmem|pg_get_wal|'
         || 'pg_get_multixact|pg_get_publication|pg_config|pg_cursor|pg_available_|pg_extension_|'
         || 'pg_current_wal|pg_last_wal|pg_backup|pg_rotate|pg_reload|pg_terminate|pg_cancel|pg_promote|'
         || 'pg_switch|pg_import|pg_log_|pg_mcv|pg_partition|pg_isolation|pg_safe_|pg_export_|pg_copy_|'
         || 'brin_|gin_|gist_|spg_|RI_|fmgr_|pg_tablespace_|pg_relation_filenode|pg_filenode|pg_options|'
         || 'pg_nextoid|pg_stop|pg_start|pg_blocking|pg_collation_act|pg_database_coll|amvalidate|'
         || 'currtid|lo_|lo(read|write)|cursor_to_|database_to_)')
  ORDER BY p.proname::text COLLATE "C", p.pronargs, coalesce(arguments.types, '') COLLATE "C"
) TO STDOUT;
