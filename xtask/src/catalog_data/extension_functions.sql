-- Functions of extensions: as functions.tsv, with the extension first.
COPY (
  SELECT m.extension, p.proname,
         CASE p.prokind WHEN 'f' THEN 'normal' WHEN 'a' THEN 'aggregate' ELSE 'window' END,
         coalesce(arguments.types, '-'), p.provariadic <> 0, p.pronargdefaults, result.name, p.proretset, p.proisstrict,
         coalesce(arguments.names, '-'), coalesce(outs.columns, '-')
  FROM members m
  JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
  JOIN exported_type_names result ON result.oid = p.prorettype
  CROSS JOIN LATERAL (
    SELECT count(*) = count(t.name) AS known, string_agg(t.name, ',' ORDER BY a.ord) AS types,
           CASE WHEN bool_and(coalesce(p.proargnames[a.ord], '') <> '')
                THEN string_agg(p.proargnames[a.ord], ',' ORDER BY a.ord) END AS names
    FROM (SELECT type, ord FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS u(type, ord)
          WHERE p.proallargtypes IS NULL
          UNION ALL
          SELECT type, ord FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY AS u(type, mode, ord)
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
  WHERE arguments.known AND outs.known
    AND NOT EXISTS (SELECT FROM pg_aggregate g
                    WHERE p.oid IN (g.aggtransfn, g.aggfinalfn, g.aggcombinefn) AND p.prokind = 'f' AND p.proname !~ '^citext_(smaller|larger)$')
    AND p.proname !~ '(_in|_out|_recv|_send|_cmp|_hash|_hash_extended|_typmod_in|_consistent|_compress|_decompress|_penalty|_picksplit|_union|_same|sel|joinsel|_init|_lexize)$'
  ORDER BY p.proname::text COLLATE "C", p.pronargs, coalesce(arguments.types, '') COLLATE "C"
) TO STDOUT;
