-- Sequences that are no identity's, with the column that they go with.
SELECT jsonb_build_object('key', 'pg_class:' || c.oid, 'oid', c.oid::bigint, 'name', c.relname, 'schema', n.nspname, 'sql', c.oid::regclass::text,
  'is_internal', false, 'type', s.seqtypid::regtype::text, 'start', s.seqstart::text, 'step', s.seqincrement::text, 'min', s.seqmin::text,
  'max', s.seqmax::text, 'cache', s.seqcache::text, 'cycle', s.seqcycle, 'is_unlogged', c.relpersistence = 'u',
  'owner_key', 'pg_class:' || own.refobjid, 'owner', own.refobjid::regclass || '.' || quote_ident(a.attname))::text
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend own ON own.classid = 'pg_class'::regclass AND own.objid = c.oid AND own.refclassid = 'pg_class'::regclass AND own.deptype = 'a'
LEFT JOIN pg_attribute a ON a.attrelid = own.refobjid AND a.attnum = own.refobjsubid
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype IN ('e', 'i'))
ORDER BY c.oid
