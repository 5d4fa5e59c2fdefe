-- Casts between different types. Columns: source, target, context. Text's automatic casts (any type from text
-- explicitly, any type to text by assignment) stand in no catalog, and not here.
COPY (
  SELECT s.name, t.name, CASE c.castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END
  FROM pg_cast c
  JOIN exported_type_names s ON s.oid = c.castsource
  JOIN exported_type_names t ON t.oid = c.casttarget
  WHERE c.castsource <> c.casttarget
  ORDER BY s.name COLLATE "C", t.name COLLATE "C"
) TO STDOUT;
