-- The server's own tables and views. Columns: name, schema, and the columns as name:type, with `?` where one can be NULL.
-- A domain stands by its base type: that is how the server describes it to a client.
COPY (
  SELECT c.relname,
         n.nspname,
         string_agg(a.attname || ':' || coalesce(b.typname, t.typname) || CASE WHEN a.attnotnull THEN '' ELSE '?' END,
                    ',' ORDER BY a.attnum)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type b ON b.oid = t.typbasetype
  WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v') AND c.relname !~ '^_'
  GROUP BY c.relname, n.nspname
  ORDER BY c.relname COLLATE "C", n.nspname COLLATE "C"
) TO STDOUT;
