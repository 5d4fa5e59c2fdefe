//! Constraints, and what the database gives (PostgreSQL).

use rowtype::compat::Verdict;
use rowtype::dialect::Dialect;

use super::{Evolution, evolution};

#[rustfmt::skip]
pub const EVOLUTIONS: &[Evolution] = &[
    evolution(
        "a new CHECK", Dialect::Postgres,
        [users!("age integer"), ""],
        [users!("age integer CHECK (age > 0)"), ""],
        Verdict::Either, &["old: deploy-demand: a CHECK"],
    ),
    evolution(
        "a CHECK goes", Dialect::Postgres,
        [users!("age integer CHECK (age > 0)"), ""],
        [users!("age integer"), ""],
        Verdict::Either, &["new: deploy-demand: a CHECK"],
    ),
    evolution(
        "a new unique key", Dialect::Postgres,
        [users!(), ""],
        [users!("UNIQUE (email)"), ""],
        Verdict::Before, &["old: deploy-demand: a unique key", "new: deploy-key: upsert"],
    ),
    evolution(
        "a unique index over an expression", Dialect::Postgres,
        [users!(), ""],
        [concat!(users!(), "CREATE UNIQUE INDEX ON users (lower(email));"), ""],
        Verdict::Either, &["old: deploy-demand: a unique key"],
    ),
    evolution(
        "a new reference", Dialect::Postgres,
        [concat!(users!(), "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL);"), ""],
        [concat!(users!(), "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);"), ""],
        Verdict::Either, &["old: deploy-demand: a reference"],
    ),
    evolution(
        "a CHECK over words and another column", Dialect::Postgres,
        [users!("role text NOT NULL CHECK (role IN ('member', 'admin'))", "age integer"), ""],
        [users!("role text NOT NULL CHECK (role IN ('member', 'admin'))", "age integer", "CHECK (role = 'member' OR age > 18)"), ""],
        Verdict::Either, &["old: deploy-demand: a CHECK"],
    ),
    evolution(
        "row-level security", Dialect::Postgres,
        [users!(), ""],
        [concat!(users!(), "ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_them ON users USING (true);"), ""],
        Verdict::Either, &["old: deploy-row-security: `users`"],
    ),
    evolution(
        "a query writes a shorter text", Dialect::Postgres,
        [concat!("-- @readonly\n", users!()), "-- name: SetEmail :exec
UPDATE users SET email = @email WHERE id = @id;"],
        ["-- @readonly
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(40) NOT NULL
);", "-- name: SetEmail :exec
UPDATE users SET email = @email WHERE id = @id;"],
        Verdict::Either, &["old: deploy-limit: `SetEmail.email`"],
    ),
    evolution(
        "a column is computed", Dialect::Postgres,
        [users!("short text"), ""],
        [users!("short text GENERATED ALWAYS AS (left(email, 3)) STORED"), ""],
        Verdict::After, &["old: deploy-not-written: `users.short`"],
    ),
    evolution(
        "the database gives the key", Dialect::Postgres,
        ["CREATE TABLE notes (id bigint PRIMARY KEY, body text NOT NULL);", ""],
        ["CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);", ""],
        Verdict::Never, &["old: deploy-not-written: `notes.id`", "new: deploy-value-missing: without `id`"],
    ),
];
