WITH own AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
)
SELECT line FROM (
  SELECT format('schema %s', nspname) AS line FROM own
  UNION ALL
  SELECT format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT format('relation %s.%s kind %s %s options %s rls %s %s key %s bound %s parents %s acl %s replica %s',
    n.nspname, c.relname, c.relkind, c.relpersistence, c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
    pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
    (SELECT string_agg(i.inhparent::regclass::text, ',' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid),
    c.relacl, c.relreplident)
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT format('column %s.%s.%s %s null %s default %s identity %s generated %s collation %s storage %s acl %s',
    n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
    pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
    (SELECT o.collname FROM pg_collation o WHERE o.oid = a.attcollation), a.attstorage, a.attacl)
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
  UNION ALL
  SELECT format('constraint %s.%s on %s%s %s %s', n.nspname, k.conname, k.conrelid::regclass,
    CASE WHEN k.contypid <> 0 THEN k.contypid::regtype::text ELSE '' END,
    pg_get_constraintdef(k.oid), k.convalidated)
  FROM pg_constraint k JOIN own n ON n.oid = k.connamespace
  WHERE k.contype <> 't'
  UNION ALL
  SELECT format('index %s', pg_get_indexdef(i.indexrelid))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN own n ON n.oid = c.relnamespace
  UNION ALL
  SELECT format('view %s.%s %s', n.nspname, c.relname, pg_get_viewdef(c.oid))
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm')
  UNION ALL
  SELECT format('enum %s %s', e.enumtypid::regtype, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
  FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN own n ON n.oid = t.typnamespace
  GROUP BY e.enumtypid
  UNION ALL
  SELECT format('type %s.%s %s base %s null %s default %s', n.nspname, t.typname, t.typtype,
    format_type(t.typbasetype, t.typtypmod), NOT t.typnotnull, t.typdefault)
  FROM pg_type t JOIN own n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('d', 'e', 'r') OR t.typtype = 'c' AND (SELECT c.relkind FROM pg_class c WHERE c.oid = t.typrelid) = 'c'
  UNION ALL
  SELECT format('function %s', pg_get_functiondef(p.oid))
  FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
  WHERE p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
  UNION ALL
  SELECT format('trigger %s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN own n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal
  UNION ALL
  SELECT format('policy %s', p.*::text) FROM pg_policies p
  UNION ALL
  SELECT format('rule %s', pg_get_ruledef(r.oid))
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN own n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT format('sequence %s.%s %s start %s step %s min %s max %s cache %s cycle %s of %s', n.nspname, c.relname, s.seqtypid::regtype,
    s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
    (SELECT d.refobjid::regclass || '.' || a.attname FROM pg_depend d
     JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 LIMIT 1))
  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN own n ON n.oid = c.relnamespace
  UNION ALL
  SELECT format('statistics %s', pg_get_statisticsobjdef(s.oid))
  FROM pg_statistic_ext s JOIN own n ON n.oid = s.stxnamespace
  UNION ALL
  SELECT format('comment on %s %s: %s', i.type, i.identity, d.description)
  FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  WHERE i.schema IN (SELECT nspname FROM own)
) lines
ORDER BY line
