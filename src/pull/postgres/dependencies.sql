-- What has to be there before what: two keys apart by a blank. References do not count, they can be made later.
WITH node (classid, objid, key) AS (
  SELECT 'pg_class'::regclass::oid, c.oid, 'pg_class:' || c.oid FROM pg_class c
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, CASE WHEN coalesce(e.typrelid, t.typrelid) <> 0 THEN 'pg_class:' || coalesce(e.typrelid, t.typrelid)
    ELSE 'pg_type:' || coalesce(r.rngtypid, e.oid, t.oid) END
  FROM pg_type t LEFT JOIN pg_type e ON e.typarray = t.oid LEFT JOIN pg_range r ON r.rngmultitypid = coalesce(e.oid, t.oid)
  UNION ALL
  SELECT 'pg_attrdef'::regclass, d.oid, 'pg_class:' || d.adrelid FROM pg_attrdef d
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, CASE WHEN k.conrelid <> 0 THEN 'pg_class:' || k.conrelid ELSE 'pg_type:' || k.contypid END
  FROM pg_constraint k WHERE k.contype NOT IN ('f', 't')
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, CASE r.rulename WHEN '_RETURN' THEN 'pg_class:' || r.ev_class ELSE 'pg_rewrite:' || r.oid END FROM pg_rewrite r
  UNION ALL
  SELECT c.oid, o.oid, c.relname || ':' || o.oid
  FROM (SELECT 'pg_proc'::regclass AS class, oid FROM pg_proc UNION ALL SELECT 'pg_trigger', oid FROM pg_trigger
    UNION ALL SELECT 'pg_policy', oid FROM pg_policy UNION ALL SELECT 'pg_extension', oid FROM pg_extension
    UNION ALL SELECT 'pg_namespace', oid FROM pg_namespace UNION ALL SELECT 'pg_operator', oid FROM pg_operator
    UNION ALL SELECT 'pg_opclass', oid FROM pg_opclass UNION ALL SELECT 'pg_opfamily', oid FROM pg_opfamily
    UNION ALL SELECT 'pg_collation', oid FROM pg_collation UNION ALL SELECT 'pg_statistic_ext', oid FROM pg_statistic_ext) o
  JOIN pg_class c ON c.oid = o.class
)
SELECT DISTINCT one.key || ' ' || other.key
FROM pg_depend d
JOIN node one ON one.classid = d.classid AND one.objid = d.objid
JOIN node other ON other.classid = d.refclassid AND other.objid = d.refobjid
LEFT JOIN pg_class q ON d.classid = 'pg_class'::regclass AND q.oid = d.objid
WHERE d.objid >= 16384 AND one.key <> other.key AND NOT (q.relkind = 'S' AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass)
