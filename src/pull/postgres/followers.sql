-- What is said of things by statements of their own: comments, rights, switches.
WITH own AS (
  SELECT n.oid, n.nspname FROM pg_namespace n
  WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
), class AS (
  SELECT c.*, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX'
    WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS word
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
), comment (key, rank, subject, text) AS (
  SELECT 'pg_class:' || c.oid, 0, format('%s %s', c.word, c.oid::regclass), d.description
  FROM class c JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
  UNION ALL
  SELECT 'pg_class:' || c.oid, a.attnum, format('COLUMN %s.%I', c.oid::regclass, a.attname), d.description
  FROM class c JOIN pg_attribute a ON a.attrelid = c.oid
  JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
  UNION ALL
  SELECT 'pg_class:' || k.conrelid, 2000, format('CONSTRAINT %I ON %s', k.conname, k.conrelid::regclass), d.description
  FROM pg_constraint k JOIN class c ON c.oid = k.conrelid JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
  UNION ALL
  SELECT 'pg_type:' || k.contypid, 2000, format('CONSTRAINT %I ON DOMAIN %s', k.conname, k.contypid::regtype), d.description
  FROM pg_constraint k JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid WHERE k.contypid <> 0
  UNION ALL
  SELECT CASE WHEN t.typrelid <> 0 THEN 'pg_class:' || t.typrelid ELSE 'pg_type:' || t.oid END, 0, format('%s %s', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.oid::regtype), d.description
  FROM pg_type t JOIN own n ON n.oid = t.typnamespace JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid
  UNION ALL
  SELECT 'pg_proc:' || p.oid, 0, format('%s %s(%s)', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regproc,
    pg_get_function_identity_arguments(p.oid)), d.description
  FROM pg_proc p JOIN own n ON n.oid = p.pronamespace JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
  UNION ALL
  SELECT 'pg_trigger:' || t.oid, 0, format('TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass), d.description
  FROM pg_trigger t JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid
  UNION ALL
  SELECT 'pg_policy:' || p.oid, 0, format('POLICY %I ON %s', p.polname, p.polrelid::regclass), d.description
  FROM pg_policy p JOIN pg_description d ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid
  UNION ALL
  SELECT 'pg_rewrite:' || r.oid, 0, format('RULE %I ON %s', r.rulename, r.ev_class::regclass), d.description
  FROM pg_rewrite r JOIN pg_description d ON d.classoid = 'pg_rewrite'::regclass AND d.objoid = r.oid
  UNION ALL
  SELECT 'pg_statistic_ext:' || s.oid, 0, format('STATISTICS %I.%I', s.stxnamespace::regnamespace::text, s.stxname), d.description
  FROM pg_statistic_ext s JOIN pg_description d ON d.classoid = 'pg_statistic_ext'::regclass AND d.objoid = s.oid
  UNION ALL
  SELECT 'pg_namespace:' || n.oid, 0, format('SCHEMA %I', n.nspname), d.description
  FROM own n JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid
  WHERE (n.nspname, d.description) <> ('public', 'standard public schema')
), granted (key, rank, target, owner, acl, usual) AS (
  SELECT 'pg_class:' || c.oid, 0, CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END || c.oid::regclass, c.relowner, c.relacl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
  FROM class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
  UNION ALL
  SELECT 'pg_proc:' || p.oid, 0, format('%s %s(%s)', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regproc,
    pg_get_function_identity_arguments(p.oid)), p.proowner, p.proacl, acldefault('f', p.proowner)
  FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
  UNION ALL
  SELECT CASE WHEN t.typrelid <> 0 THEN 'pg_class:' || t.typrelid ELSE 'pg_type:' || t.oid END, 0, 'TYPE ' || t.oid::regtype, t.typowner, t.typacl, acldefault('T', t.typowner)
  FROM pg_type t JOIN own n ON n.oid = t.typnamespace
  UNION ALL
  SELECT 'pg_namespace:' || n.oid, 0, format('SCHEMA %I', n.nspname), s.nspowner, s.nspacl, acldefault('n', s.nspowner)
  FROM own n JOIN pg_namespace s ON s.oid = n.oid WHERE n.nspname <> 'public'
), deed (key, verb, word, target, who, is_grantable, rights, columns) AS (
  SELECT g.key, 'GRANT', 'TO', g.target, x.grantee, x.is_grantable, x.privilege_type, NULL
  FROM granted g, LATERAL aclexplode(g.acl) x
  WHERE x.grantee <> g.owner AND NOT EXISTS (SELECT FROM aclexplode(g.usual) u WHERE u.grantee = x.grantee AND u.privilege_type = x.privilege_type)
  UNION ALL
  SELECT g.key, 'REVOKE', 'FROM', g.target, u.grantee, false, u.privilege_type, NULL
  FROM granted g, LATERAL aclexplode(g.usual) u
  WHERE g.acl IS NOT NULL AND u.grantee <> g.owner
    AND NOT EXISTS (SELECT FROM aclexplode(g.acl) x WHERE x.grantee = u.grantee AND x.privilege_type = u.privilege_type)
  UNION ALL
  SELECT 'pg_class:' || c.oid, 'GRANT', 'TO', c.oid::regclass::text, x.grantee, x.is_grantable, x.privilege_type,
    string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
  FROM class c JOIN pg_attribute a ON a.attrelid = c.oid, LATERAL aclexplode(a.attacl) x
  WHERE x.grantee <> c.relowner GROUP BY c.oid, x.grantee, x.is_grantable, x.privilege_type
), switch (key, rank, kind, name, text) AS (
  SELECT 'pg_class:' || c.oid, 1, 'row-level security', c.oid::regclass::text, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass)
  FROM class c WHERE c.relrowsecurity AND c.relkind IN ('r', 'p')
  UNION ALL
  SELECT 'pg_class:' || c.oid, 2, 'forced row-level security', c.oid::regclass::text, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass)
  FROM class c WHERE c.relforcerowsecurity AND c.relkind IN ('r', 'p')
  UNION ALL
  SELECT 'pg_class:' || c.oid, 3, 'replica identity', c.oid::regclass::text, format('ALTER TABLE %s REPLICA IDENTITY %s', c.oid::regclass,
    CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' ELSE 'USING INDEX ' || (SELECT quote_ident(x.relname) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END)
  FROM class c WHERE c.relkind IN ('r', 'p') AND c.relreplident <> 'd'
  UNION ALL
  SELECT 'pg_class:' || i.indrelid, 4, 'clustering', i.indrelid::regclass::text, format('ALTER TABLE %s CLUSTER ON %I', i.indrelid::regclass, x.relname)
  FROM pg_index i JOIN class x ON x.oid = i.indexrelid WHERE i.indisclustered
  UNION ALL
  SELECT 'pg_class:' || c.oid, 5, 'storage', format('%s.%I', c.oid::regclass, a.attname), format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE %s', c.oid::regclass, a.attname,
    CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)
  FROM class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relkind IN ('r', 'p') AND a.attstorage <> t.typstorage AND NOT c.relispartition
  UNION ALL
  SELECT 'pg_class:' || c.oid, 6, 'statistics target', format('%s.%I', c.oid::regclass, a.attname), format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', c.oid::regclass, a.attname, a.attstattarget)
  FROM class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE c.relkind IN ('r', 'p', 'm') AND a.attstattarget >= 0
  UNION ALL
  SELECT 'pg_trigger:' || t.oid, 0, 'switch of a trigger', format('%I of %s', t.tgname, t.tgrelid::regclass), format('ALTER TABLE %s %s TRIGGER %I', t.tgrelid::regclass,
    CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname)
  FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled <> 'O' AND t.tgparentid = 0
  UNION ALL
  SELECT 'pg_rewrite:' || r.oid, 0, 'switch of a rule', format('%I of %s', r.rulename, r.ev_class::regclass), format('ALTER TABLE %s %s RULE %I', r.ev_class::regclass,
    CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename)
  FROM pg_rewrite r WHERE r.ev_enabled <> 'O'
), found (key, stage, rank, kind, name, text) AS (
  SELECT key, 0, rank, kind, name, text FROM switch
  UNION ALL
  SELECT key, 1, 0, 'grant', format('of %s on %s to %s', rights, target, who),
    format('%s %s ON %s %s %s', verb, rights, target, word, who) || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
  FROM (
    SELECT key, verb, word, target, CASE d.who WHEN 0 THEN 'PUBLIC' ELSE d.who::regrole::text END AS who, is_grantable,
      string_agg(d.rights || coalesce(' (' || columns || ')', ''), ', ' ORDER BY d.rights) AS rights
    FROM deed d GROUP BY key, verb, word, target, d.who, is_grantable
  ) deeds
  UNION ALL
  SELECT key, 2, rank, 'comment', 'on ' || lower(split_part(subject, ' ', 1)) || substr(subject, strpos(subject, ' ')),
    format('COMMENT ON %s IS ''%s''', subject, replace(text, '''', '''''')) FROM comment
)
SELECT json_build_object('key', key, 'kind', kind, 'name', name, 'text', text)::text FROM found ORDER BY stage, rank, name
