//! Views, functions and queries (PostgreSQL).

use rowtype::compat::Verdict;
use rowtype::dialect::Dialect;

use super::{Evolution, evolution};

#[rustfmt::skip]
pub const EVOLUTIONS: &[Evolution] = &[
    evolution(
        "a view shows another column", Dialect::Postgres,
        [concat!(users!(), "CREATE VIEW mails AS SELECT id, email FROM users;"), ""],
        [concat!(users!(), "CREATE VIEW mails AS SELECT id, email, upper(email) AS loud FROM users;"), ""],
        Verdict::Before, &["new: deploy-column-gone: `mails.loud`"],
    ),
    evolution(
        "a view goes that a query reads", Dialect::Postgres,
        [concat!(users!(), "CREATE VIEW mails AS SELECT id, email FROM users;"), "-- name: Mails :many
SELECT email FROM mails;"],
        [users!(), ""],
        Verdict::After, &["old: deploy-table-gone: the view `mails`", "old: deploy-query: `Mails`"],
    ),
    evolution(
        "a view may be NULL", Dialect::Postgres,
        [concat!(users!("bio text NOT NULL DEFAULT ''"), "CREATE VIEW bios AS SELECT id, upper(bio) AS bio FROM users;"), ""],
        [concat!(users!("bio text NOT NULL DEFAULT ''"), "CREATE VIEW bios AS SELECT id, nullif(upper(bio), '') AS bio FROM users;"), ""],
        Verdict::After, &["old: deploy-null-read: `bios.bio`"],
    ),
    evolution(
        "a query asks for a new column", Dialect::Postgres,
        [users!("bio text"), ""],
        [users!("bio text", "born date"), "-- name: Born :many
SELECT born FROM users;"],
        Verdict::Before, &["new: deploy-query: `Born`"],
    ),
    evolution(
        "a star is what it was", Dialect::Postgres,
        [users!("bio text"), "-- name: Users :many
SELECT * FROM users ORDER BY id;"],
        [users!("bio text", "born date"), "-- name: Users :many
SELECT * FROM users ORDER BY id;"],
        Verdict::Before, &["new: deploy-query: `Users`"],
    ),
    evolution(
        "a star shows what goes", Dialect::Postgres,
        [users!("bio text"), "-- name: Users :many
SELECT users.* FROM users ORDER BY id;"],
        [users!(), "-- name: Users :many
SELECT users.* FROM users ORDER BY id;"],
        Verdict::After, &["old: deploy-query: `Users`"],
    ),
    evolution(
        "a query inserts too little", Dialect::Postgres,
        [concat!("-- @readonly\n", users!()), "-- name: Add :exec
INSERT INTO users (email) VALUES (@email);"],
        [concat!("-- @readonly\n", users!("login text NOT NULL")), "-- name: Add :exec
INSERT INTO users (email, login) VALUES (@email, @email);"],
        Verdict::Never, &["old: deploy-query: needs login"],
    ),
    evolution(
        "a query writes NULL", Dialect::Postgres,
        [concat!("-- @readonly\n", users!("bio text")), "-- name: SetBio :exec
UPDATE users SET bio = @bio WHERE id = @id;"],
        [concat!("-- @readonly\n", users!("bio text NOT NULL")), "-- name: SetBio :exec
UPDATE users SET bio = @bio WHERE id = @id;"],
        Verdict::Never, &["old: deploy-null-written: `SetBio.bio`"],
    ),
    evolution(
        "a function goes that a query calls", Dialect::Postgres,
        [concat!(users!(), "CREATE FUNCTION greet(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'Hello ' || name $$;"), "-- name: Greet :many
SELECT greet(email) AS greeting FROM users;"],
        [users!(), ""],
        Verdict::After, &["old: deploy-query: greet"],
    ),
    evolution(
        "a function gives another type", Dialect::Postgres,
        [concat!(users!(), "CREATE FUNCTION score(name text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$;"), "-- name: Scores :many
SELECT score(email) AS score FROM users;"],
        [concat!(users!(), "CREATE FUNCTION score(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '1' $$;"), "-- name: Scores :many
SELECT score(email) AS score FROM users;"],
        Verdict::Never, &["old: deploy-type: `Scores.score`", "new: deploy-type: `Scores.score`"],
    ),
    evolution(
        "a row is no longer known by its key", Dialect::Postgres,
        [users!("UNIQUE (email)"), "-- name: ByEmail :one
SELECT id FROM users WHERE email = @email;"],
        [users!(), "-- name: ByEmail :many
SELECT id FROM users WHERE email = @email;"],
        Verdict::After, &["old: deploy-rows: `ByEmail`"],
    ),
    evolution(
        "only the API hides a column", Dialect::Postgres,
        [users!("bio text"), "-- name: Bios :many
-- @route GET /bios
SELECT id, bio FROM users;"],
        [users!("bio text -- @hidden"), "-- name: Bios :many
SELECT id, bio FROM users;"],
        Verdict::Either, &[],
    ),
];
