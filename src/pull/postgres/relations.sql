-- Tables, views and what they are made of: one object of JSON for each.
SELECT jsonb_build_object(
  'key', 'pg_class:' || c.oid, 'oid', c.oid::bigint, 'schema', n.nspname, 'name', c.relname, 'kind', c.relkind,
  'is_unlogged', c.relpersistence = 'u', 'options', array_to_string(c.reloptions, ', '),
  'tablespace', (SELECT spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace),
  'parents', (SELECT coalesce(jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno), '[]') FROM pg_inherits i WHERE i.inhrelid = c.oid),
  'bound', pg_get_expr(c.relpartbound, c.oid, true), 'partition_by', pg_get_partkeydef(c.oid),
  'of_type', CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END,
  'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END,
  'is_filled', c.relispopulated,
  'columns', (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'not_null', a.attnotnull, 'is_local', a.attislocal,
      'default', pg_get_expr(d.adbin, d.adrelid, true), 'identity', a.attidentity, 'generated', a.attgenerated,
      'collation', CASE WHEN a.attcollation <> t.typcollation THEN (SELECT o.oid::regcollation::text FROM pg_collation o WHERE o.oid = a.attcollation) END,
      'sequence', (
        SELECT jsonb_build_object('key', 'pg_class:' || q.oid, 'name', q.relname, 'schema', qn.nspname, 'sql', q.oid::regclass::text, 'is_internal', own.deptype = 'i',
          'type', s.seqtypid::regtype::text, 'start', s.seqstart::text, 'step', s.seqincrement::text, 'min', s.seqmin::text,
          'max', s.seqmax::text, 'cache', s.seqcache::text, 'cycle', s.seqcycle)
        FROM pg_depend own JOIN pg_class q ON q.oid = own.objid AND q.relkind = 'S'
        JOIN pg_namespace qn ON qn.oid = q.relnamespace JOIN pg_sequence s ON s.seqrelid = q.oid
        WHERE own.classid = 'pg_class'::regclass AND own.refclassid = 'pg_class'::regclass AND own.refobjid = c.oid
          AND own.refobjsubid = a.attnum AND own.deptype IN ('a', 'i') ORDER BY q.oid LIMIT 1)
      ) ORDER BY a.attnum), '[]')
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  'constraints', (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'name', k.conname, 'kind', k.contype, 'definition', pg_get_constraintdef(k.oid, true), 'is_validated', k.convalidated,
      'columns', (SELECT coalesce(jsonb_agg(a.attname ORDER BY place), '[]') FROM unnest(k.conkey) WITH ORDINALITY AS at(number, place)
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = at.number),
      'target', CASE WHEN k.confrelid <> 0 THEN 'pg_class:' || k.confrelid END
      ) ORDER BY k.oid), '[]')
    FROM pg_constraint k
    WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conislocal AND k.conparentid = 0)
)::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY c.oid
