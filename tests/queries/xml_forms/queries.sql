-- name: Elements :many
SELECT
  xmlelement(NAME feed, XMLATTRIBUTES (f.id AS number, f.subtitle), f.title, xmlelement(NAME empty)),
  xmlelement(NAME "odd name"),
  xmlforest(f.subtitle, f.title AS name) AS forest,
  xmlforest(f.subtitle AS one, f.body) AS may_be_null,
  xmlconcat(f.body, f.source) AS both_documents
FROM feeds f;

-- name: Texts :many
SELECT
  xmlparse(DOCUMENT f.title PRESERVE WHITESPACE),
  xmlparse(CONTENT $1::text) AS given,
  xmlpi(NAME php, f.subtitle), xmlpi(NAME stop) AS stop,
  xmlroot(f.source, VERSION '1.1', STANDALONE YES), xmlroot(f.body, VERSION NO VALUE) AS rooted,
  xmlserialize(CONTENT f.source AS text), xmlserialize(DOCUMENT f.body AS varchar(20)) AS short
FROM feeds f;

-- name: Parsed :one
SELECT xmlparse(CONTENT @content), xmlserialize(CONTENT @document AS text);

-- name: Documents :many
SELECT id, body IS DOCUMENT AS may_be_null, source IS NOT DOCUMENT AS never_null
FROM feeds WHERE source IS DOCUMENT AND NOT xmlexists('//draft' PASSING BY REF source);

-- name: Rows :many
SELECT f.id, r.*
FROM feeds f, XMLTABLE('/feed/item' PASSING BY VALUE f.body COLUMNS
  number FOR ORDINALITY,
  code integer PATH '@code' NOT NULL,
  name text,
  price numeric PATH 'price' DEFAULT 0) AS r;

-- name: Named :many
SELECT r.a, r.b
FROM XMLTABLE(XMLNAMESPACES ('urn:x' AS x), '/x:r' PASSING $1 COLUMNS one date PATH '@d', two text) AS r (a, b)
ORDER BY r.a;

-- name: Gathered :one
SELECT xmlagg(xmlelement(NAME t, title) ORDER BY id) AS titles FROM feeds;
