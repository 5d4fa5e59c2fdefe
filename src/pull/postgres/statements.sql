-- What is written as a statement of its own: where it is told from, its rank, what it is, its name and its definition.
WITH own AS (
  SELECT n.oid, n.nspname FROM pg_namespace n
  WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
), member AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e' OR deptype = 'i' AND classid = 'pg_proc'::regclass
), found (class, oid, rank, kind, name, of, text) AS (
  SELECT 'pg_namespace', n.oid, 0, 'schema', quote_ident(n.nspname), NULL, format('CREATE SCHEMA %I', n.nspname)
  FROM own n WHERE n.nspname <> 'public'
  UNION ALL
  SELECT 'pg_description', n.oid, 0, 'comment', 'on schema public', NULL,
    format('COMMENT ON SCHEMA public IS ''%s''', replace(d.description, '''', ''''''))
  FROM own n JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid
  WHERE n.nspname = 'public' AND d.description <> 'standard public schema'
  UNION ALL
  SELECT 'pg_extension', e.oid, 1, 'extension', quote_ident(e.extname), NULL,
    format('CREATE EXTENSION %I', e.extname) || CASE WHEN n.nspname IN ('public', 'pg_catalog') THEN '' ELSE format(' WITH SCHEMA %I', n.nspname) END
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'
  UNION ALL
  SELECT 'pg_type', t.oid, 2, 'type', t.oid::regtype::text, NULL, format('CREATE TYPE %s AS ENUM (%s)', t.oid::regtype,
    (SELECT string_agg('''' || replace(v.enumlabel, '''', '''''') || '''', ', ' ORDER BY v.enumsortorder) FROM pg_enum v WHERE v.enumtypid = t.oid))
  FROM pg_type t JOIN own n ON n.oid = t.typnamespace WHERE t.typtype = 'e'
  UNION ALL
  SELECT 'pg_class', c.oid, 2, 'type', c.oid::regclass::text, NULL, format('CREATE TYPE %s AS (%s)', c.oid::regclass,
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
       || CASE WHEN a.attcollation <> y.typcollation THEN format(' COLLATE %s', a.attcollation::regcollation) ELSE '' END, ', ' ORDER BY a.attnum)
     FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace WHERE c.relkind = 'c'
  UNION ALL
  SELECT 'pg_type', t.oid, 2, 'domain', t.oid::regtype::text, NULL, concat_ws(' ',
    format('CREATE DOMAIN %s AS %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod)),
    CASE WHEN t.typcollation <> b.typcollation THEN format('COLLATE %s', t.typcollation::regcollation) END,
    'DEFAULT ' || pg_get_expr(t.typdefaultbin, 0, true), CASE WHEN t.typnotnull THEN 'NOT NULL' END,
    (SELECT string_agg(CASE WHEN k.conname = t.typname || '_check' THEN '' ELSE format('CONSTRAINT %I ', k.conname) END
       || pg_get_constraintdef(k.oid, true), ' ' ORDER BY k.oid) FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
  FROM pg_type t JOIN own n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd'
  UNION ALL
  SELECT 'pg_type', t.oid, 2, 'type', t.oid::regtype::text, NULL, format('CREATE TYPE %s AS RANGE (%s)', t.oid::regtype, concat_ws(', ',
    format('SUBTYPE = %s', format_type(r.rngsubtype, NULL)),
    CASE WHEN NOT o.opcdefault THEN format('SUBTYPE_OPCLASS = %I', o.opcname) END,
    CASE WHEN r.rngcollation <> b.typcollation THEN format('COLLATION = %s', r.rngcollation::regcollation) END,
    CASE WHEN r.rngsubdiff <> 0 THEN format('SUBTYPE_DIFF = %s', r.rngsubdiff::regproc) END,
    CASE WHEN r.rngcanonical <> 0 THEN format('CANONICAL = %s', r.rngcanonical::regproc) END))
  FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN own n ON n.oid = t.typnamespace
  JOIN pg_type b ON b.oid = r.rngsubtype JOIN pg_opclass o ON o.oid = r.rngsubopc
  UNION ALL
  SELECT 'pg_proc', p.oid, 6, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
    format('%s(%s)', p.oid::regproc, pg_get_function_identity_arguments(p.oid)), NULL, pg_get_functiondef(p.oid)
  FROM pg_proc p JOIN own n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p', 'w')
  UNION ALL
  SELECT 'pg_class', c.oid, 4, 'index', c.oid::regclass::text, 'pg_class:' || i.indrelid,
    CASE c.relkind WHEN 'I' THEN regexp_replace(pg_get_indexdef(c.oid, 0, true), ' ON ONLY ', ' ON ') ELSE pg_get_indexdef(c.oid, 0, true) END
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN own n ON n.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
    AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid)
  UNION ALL
  SELECT 'pg_trigger', t.oid, 7, 'trigger', format('%I of %s', t.tgname, t.tgrelid::regclass), 'pg_class:' || t.tgrelid, pg_get_triggerdef(t.oid, true)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN own n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND t.tgparentid = 0
  UNION ALL
  SELECT 'pg_policy', p.oid, 7, 'policy', format('%I of %s', p.polname, p.polrelid::regclass), 'pg_class:' || p.polrelid, concat_ws(' ',
    format('CREATE POLICY %I ON %s', p.polname, p.polrelid::regclass), CASE WHEN NOT p.polpermissive THEN 'AS RESTRICTIVE' END,
    CASE p.polcmd WHEN 'r' THEN 'FOR SELECT' WHEN 'a' THEN 'FOR INSERT' WHEN 'w' THEN 'FOR UPDATE' WHEN 'd' THEN 'FOR DELETE' END,
    CASE WHEN p.polroles <> '{0}' THEN 'TO ' || (SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE r::regrole::text END, ', ' ORDER BY r::regrole::text) FROM unnest(p.polroles) r) END,
    'USING (' || pg_get_expr(p.polqual, p.polrelid, true) || ')', 'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')')
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN own n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'pg_rewrite', r.oid, 7, 'rule', format('%I of %s', r.rulename, r.ev_class::regclass), 'pg_class:' || r.ev_class, rtrim(pg_get_ruledef(r.oid, true), ';')
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN own n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'pg_statistic_ext', s.oid, 7, 'statistics', quote_ident(s.stxname), 'pg_class:' || s.stxrelid,
    replace(pg_get_statisticsobjdef(s.oid), 'CREATE STATISTICS public.', 'CREATE STATISTICS ')
  FROM pg_statistic_ext s JOIN own n ON n.oid = s.stxnamespace
)
SELECT json_build_object('key', class || ':' || oid, 'oid', oid::bigint, 'rank', rank, 'kind', kind, 'name', name, 'of', of, 'text', text)::text
FROM found
WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = class::regclass AND m.objid = found.oid)
ORDER BY rank, found.oid
