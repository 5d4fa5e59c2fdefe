-- Types of extensions: as types.tsv, with the extension first.
COPY (
  SELECT t.extension, t.typname, t.typname, 'base', t.typcategory, t.typispreferred, coalesce(a.typname::text, '-'), '-'
  FROM member_types t LEFT JOIN pg_type a ON a.oid = t.typarray
  ORDER BY t.typname::text COLLATE "C"
) TO STDOUT;
