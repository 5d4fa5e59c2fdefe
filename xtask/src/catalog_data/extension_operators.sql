-- Operators of extensions: as operators.tsv, with the extension first.
COPY (
  SELECT m.extension, o.oprname, CASE WHEN o.oprleft = 0 THEN '-' ELSE l.name END, r.name, result.name, p.proisstrict
  FROM members m
  JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
  JOIN pg_proc p ON p.oid = o.oprcode
  JOIN exported_type_names r ON r.oid = o.oprright
  JOIN exported_type_names result ON result.oid = o.oprresult
  LEFT JOIN exported_type_names l ON l.oid = o.oprleft
  WHERE o.oprleft = 0 OR l.name IS NOT NULL
  ORDER BY o.oprname::text COLLATE "C", coalesce(l.name, '') COLLATE "C", r.name COLLATE "C"
) TO STDOUT;
