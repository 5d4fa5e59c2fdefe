-- Casts of extensions: as casts.tsv, with the extension first.
COPY (
  SELECT m.extension, s.name, t.name, CASE c.castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END
  FROM members m
  JOIN pg_cast c ON c.oid = m.objid AND m.classid = 'pg_cast'::regclass
  JOIN exported_type_names s ON s.oid = c.castsource
  JOIN exported_type_names t ON t.oid = c.casttarget
  WHERE c.castsource <> c.casttarget
  ORDER BY s.name COLLATE "C", t.name COLLATE "C"
) TO STDOUT;
