-- Operators. Columns: name, left type (`-`: a prefix operator), right type, result, strict.
COPY (
  SELECT o.oprname, CASE WHEN o.oprleft = 0 THEN '-' ELSE l.name END, r.name, result.name, p.proisstrict
  FROM pg_operator o
  JOIN pg_proc p ON p.oid = o.oprcode
  JOIN exported_type_names r ON r.oid = o.oprright
  JOIN exported_type_names result ON result.oid = o.oprresult
  LEFT JOIN exported_type_names l ON l.oid = o.oprleft
  WHERE o.oprnamespace = 'pg_catalog'::regnamespace AND (o.oprleft = 0 OR l.name IS NOT NULL)
  ORDER BY o.oprname::text COLLATE "C", coalesce(l.name, '') COLLATE "C", r.name COLLATE "C"
) TO STDOUT;
