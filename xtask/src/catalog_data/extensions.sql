-- The extensions that are known, and what belongs to each. Their types stand beside the server's own.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS intarray;
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS isn;
CREATE EXTENSION IF NOT EXISTS seg;
CREATE EXTENSION IF NOT EXISTS tablefunc;
CREATE EXTENSION IF NOT EXISTS earthdistance;
CREATE EXTENSION IF NOT EXISTS intagg;
CREATE EXTENSION IF NOT EXISTS xml2;
CREATE EXTENSION IF NOT EXISTS dblink;
CREATE EXTENSION IF NOT EXISTS sslinfo;
CREATE EXTENSION IF NOT EXISTS pgstattuple;
CREATE EXTENSION IF NOT EXISTS pgrowlocks;
CREATE TEMP TABLE members AS
SELECT e.extname::text AS extension, d.classid, d.objid
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
  AND e.extname IN ('citext', 'uuid-ossp', 'hstore', 'pg_trgm', 'pgcrypto', 'ltree', 'unaccent', 'intarray', 'cube', 'fuzzystrmatch', 'btree_gist', 'isn', 'seg', 'tablefunc',
                    'earthdistance', 'intagg', 'xml2', 'dblink', 'sslinfo', 'pgstattuple', 'pgrowlocks');
CREATE TEMP TABLE member_types AS
SELECT m.extension, t.oid, t.typname, t.typtype, t.typcategory, t.typispreferred, t.typarray
FROM members m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass
WHERE t.typtype = 'b' AND (t.typcategory <> 'A' OR t.typelem = 0)
  AND t.typname !~ '^(gtrgm|ghstore|ltree_gist|intbig_gkey|gbtreekey)';
INSERT INTO exported_type_names
SELECT oid, typname::text FROM member_types
UNION SELECT a.oid, a.typname::text FROM member_types e JOIN pg_type a ON a.oid = e.typarray;
-- A domain of an extension (`earth`) is taken for what it is made of.
INSERT INTO exported_type_names
SELECT t.oid, b.name FROM members m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass AND t.typtype = 'd'
JOIN exported_type_names b ON b.oid = t.typbasetype;
