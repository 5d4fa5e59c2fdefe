-- Types that a query can name or get: base types, ranges and the pseudo-types of polymorphic functions.
-- Array types stand with their element. Columns: name, SQL name, kind, category, preferred, array type.
CREATE TEMP TABLE exported_types AS
SELECT t.oid, t.typname, t.typtype, t.typcategory, t.typispreferred, t.typarray
FROM pg_type t
WHERE t.typnamespace = 'pg_catalog'::regnamespace
  AND t.typtype IN ('b', 'r', 'm', 'p')
  -- Array types stand with their element; int2vector and oidvector have category A as well.
  AND (t.typcategory <> 'A' OR t.typelem = 0)
  -- What the server passes around inside, and never in a user's query.
  AND NOT (t.typtype = 'p' AND t.typname !~ '^(any|record$|void$)' AND t.typname <> 'unknown')
  AND t.typname <> 'aclitem' AND t.typname !~ '^(gtsvector$|pg_(brin|mcv|dep|ndist|node))';

CREATE TEMP TABLE exported_type_names AS
SELECT oid, typname::text AS name FROM exported_types
UNION
SELECT a.oid, a.typname::text FROM exported_types e JOIN pg_type a ON a.oid = e.typarray;

COPY (
  SELECT t.typname,
         format_type(t.oid, NULL),
         CASE t.typtype WHEN 'b' THEN 'base' WHEN 'r' THEN 'range' WHEN 'm' THEN 'multirange' ELSE 'pseudo' END,
         t.typcategory,
         t.typispreferred,
         coalesce(a.typname::text, '-'),
         coalesce((SELECT s.typname::text FROM pg_range r JOIN pg_type s ON s.oid = r.rngsubtype
                   WHERE t.oid IN (r.rngtypid, r.rngmultitypid)), '-')
  FROM exported_types t LEFT JOIN pg_type a ON a.oid = t.typarray
  ORDER BY t.typname::text COLLATE "C"
) TO STDOUT;
