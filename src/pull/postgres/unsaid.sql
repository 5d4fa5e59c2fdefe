-- What a database can hold and is not written: a line for each.
WITH own AS (
  SELECT n.oid FROM pg_namespace n WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
), found (class, oid, line) AS (
  SELECT 'pg_proc', p.oid, format('aggregate %s', p.oid::regprocedure) FROM pg_proc p JOIN own n ON n.oid = p.pronamespace WHERE p.prokind = 'a'
  UNION ALL
  SELECT 'pg_class', c.oid, format('foreign table %s', c.oid::regclass) FROM pg_class c JOIN own n ON n.oid = c.relnamespace WHERE c.relkind = 'f'
  UNION ALL
  SELECT 'pg_type', t.oid, format('type %s, which is made in C', t.oid::regtype) FROM pg_type t JOIN own n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('b', 'p') AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  UNION ALL
  SELECT 'pg_operator', o.oid, format('operator %s', o.oid::regoperator) FROM pg_operator o JOIN own n ON n.oid = o.oprnamespace
  UNION ALL
  SELECT 'pg_opclass', o.oid, format('operator class %I', o.opcname) FROM pg_opclass o JOIN own n ON n.oid = o.opcnamespace
  UNION ALL
  SELECT 'pg_collation', o.oid, format('collation %I', o.collname) FROM pg_collation o JOIN own n ON n.oid = o.collnamespace
  UNION ALL
  SELECT 'pg_conversion', o.oid, format('conversion %I', o.conname) FROM pg_conversion o JOIN own n ON n.oid = o.connamespace
  UNION ALL
  SELECT 'pg_ts_config', o.oid, format('text search configuration %I', o.cfgname) FROM pg_ts_config o JOIN own n ON n.oid = o.cfgnamespace
  UNION ALL
  SELECT 'pg_ts_dict', o.oid, format('text search dictionary %I', o.dictname) FROM pg_ts_dict o JOIN own n ON n.oid = o.dictnamespace
  UNION ALL
  SELECT 'pg_cast', o.oid, format('cast of %s to %s', o.castsource::regtype, o.casttarget::regtype) FROM pg_cast o WHERE o.oid >= 16384
  UNION ALL
  SELECT 'pg_event_trigger', o.oid, format('event trigger %I', o.evtname) FROM pg_event_trigger o
  UNION ALL
  SELECT 'pg_publication', o.oid, format('publication %I', o.pubname) FROM pg_publication o
  UNION ALL
  SELECT 'pg_foreign_server', o.oid, format('foreign server %I', o.srvname) FROM pg_foreign_server o
  UNION ALL
  SELECT 'pg_language', o.oid, format('language %I', o.lanname) FROM pg_language o WHERE o.oid >= 16384
  UNION ALL
  SELECT 'pg_default_acl', o.oid, format('default privileges of %s', o.defaclrole::regrole) FROM pg_default_acl o
  UNION ALL
  SELECT 'pg_class', c.oid, format('a default or NOT NULL of its own of column %s.%I, which is one of a partition', c.oid::regclass, a.attname)
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_attrdef pd ON pd.adrelid = i.inhparent AND pd.adnum = p.attnum
  WHERE c.relispartition AND c.relkind IN ('r', 'p') AND (a.attnotnull <> p.attnotnull
    OR pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(pd.adbin, pd.adrelid))
  UNION ALL
  SELECT 'pg_index', i.indexrelid, format('index %s is not valid: it is written as one that is', i.indexrelid::regclass) FROM pg_index i WHERE NOT i.indisvalid
)
SELECT line FROM found WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = class::regclass AND e.objid = found.oid AND e.deptype IN ('e', 'i'))
ORDER BY line
