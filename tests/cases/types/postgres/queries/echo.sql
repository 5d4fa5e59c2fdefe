-- Each parameter comes back as it was given.
-- name: Scalars :one
SELECT @flag::boolean AS flag, @small::smallint AS small, @large::bigint AS large, @single::real AS single, @double::float8 AS double,
  @exact::numeric AS exact, @words::text AS words, @raw::bytea AS raw, @token::uuid AS token, @state::jsonb AS state, @day::date AS day,
  @at::time AS at, @local_time::timestamp AS local_time, @moment::timestamptz AS moment, @wait::interval AS wait, @mood::mood AS mood,
  @part::share AS part;

-- name: Spans :one
-- @route POST /echo/spans
SELECT @mediums::int4range AS mediums, @exacts::numrange AS exacts, @moments::tstzrange AS moments, @words::wordrange AS words,
  @all_days::datemultirange AS all_days, @lists::int4multirange[] AS lists;

-- name: Bits :one
-- @route POST /echo/bits
SELECT @many::varbit AS many, @host::inet AS host, @net::cidr AS net, @card::macaddr AS card, @hosts::inet[] AS hosts;

-- name: Composites :one
-- @route POST /echo/composites
SELECT @home::address AS home, @homes::address[] AS homes, @who::profile AS who;

-- Whatever may be missing.
-- name: Missing :one
-- @route POST /echo/missing
SELECT sqlc.narg(home)::address AS home, sqlc.narg(words)::wordrange AS words, sqlc.narg(many)::varbit AS many,
  sqlc.narg(host)::inet AS host, sqlc.narg(homes)::address[] AS homes;

-- name: HostsIn :many
-- @route GET /hosts-in
SELECT id, host FROM bits WHERE host << @net ORDER BY id;

-- name: HostsOf :many
-- @route GET /hosts-of
SELECT id FROM bits WHERE host IN (sqlc.slice(hosts)) AND many = sqlc.narg(many) ORDER BY id;

-- name: Overlapping :many
SELECT id, days, lower(days) AS first, upper(days) AS last, isempty(days) AS nothing FROM spans WHERE days && @days ORDER BY id;

-- name: Living :many
-- @optional home
SELECT id, home, (home).city AS city FROM people WHERE home = @home::address AND id > 0 ORDER BY id;

-- name: LoadSpans :copyfrom
INSERT INTO spans (mediums, exacts, moments, doubles, words, all_days, all_doubles, list_of_days, lists_of_mediums)
VALUES (@mediums, @exacts, @moments, @doubles, @words, @all_days, @all_doubles, @list_of_days, @lists_of_mediums);

-- name: LoadBits :copyfrom
INSERT INTO bits (eight, many, host, net, card, all_many, hosts) VALUES (@eight, @many, @host, @net, @card, @all_many, @hosts);

-- name: LoadPeople :copyfrom
INSERT INTO people (home, homes, who) VALUES (@home, @homes, @who);

-- name: Moving :batchexec
UPDATE people SET home = @home WHERE id = @id;

-- name: EveryScalar :stream
-- @borrow
SELECT * FROM scalars ORDER BY id;

-- name: EveryRaw :many
-- @borrow
SELECT raw FROM scalars ORDER BY id;
