//! Changes on SQLite and MariaDB.

use rowtype::compat::Verdict;
use rowtype::dialect::Dialect;

use super::{Evolution, evolution};

#[rustfmt::skip]
pub const EVOLUTIONS: &[Evolution] = &[
    evolution(
        "a new column that takes NULL", Dialect::Sqlite,
        [sqlite_users!(), ""],
        [sqlite_users!("bio TEXT"), ""],
        Verdict::Before, &["new: deploy-column-gone: `users.bio`"],
    ),
    evolution(
        "a column goes", Dialect::Sqlite,
        [sqlite_users!("bio TEXT"), ""],
        [sqlite_users!(), ""],
        Verdict::After, &["old: deploy-column-gone: `users.bio`"],
    ),
    evolution(
        "a column has another name", Dialect::Sqlite,
        [sqlite_users!(), ""],
        ["CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- @was email
  mail VARCHAR(80) NOT NULL
);", ""],
        Verdict::Never, &["old: deploy-column-renamed: `users.email`"],
    ),
    evolution(
        "a name is written in another case", Dialect::Sqlite,
        [sqlite_users!(), ""],
        ["CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  Email VARCHAR(80) NOT NULL
);", ""],
        Verdict::Either, &[],
    ),
    evolution(
        "a limit that is not kept", Dialect::Sqlite,
        [sqlite_users!(), ""],
        ["CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email VARCHAR(40) NOT NULL
);", ""],
        Verdict::Either, &[],
    ),
    evolution(
        "a number becomes a text", Dialect::Sqlite,
        [sqlite_users!("visits INTEGER"), ""],
        [sqlite_users!("visits TEXT"), ""],
        Verdict::Never, &["old: deploy-type: reads `users.visits` as integer", "new: deploy-type: reads `users.visits` as text"],
    ),
    evolution(
        "a number becomes a real", Dialect::Sqlite,
        [sqlite_users!("visits INTEGER"), ""],
        [sqlite_users!("visits REAL"), ""],
        Verdict::After, &["old: deploy-type: reads `users.visits` as integer"],
    ),
    evolution(
        "a new column that every row needs", Dialect::Sqlite,
        [sqlite_users!(), ""],
        [sqlite_users!("login TEXT NOT NULL"), ""],
        Verdict::Never, &["old: deploy-value-missing: without `login`"],
    ),
    evolution(
        "a CHECK lists another word", Dialect::Sqlite,
        [sqlite_users!("role TEXT NOT NULL DEFAULT 'a' CHECK (role IN ('a', 'b'))"), ""],
        [sqlite_users!("role TEXT NOT NULL DEFAULT 'a' CHECK (role IN ('a', 'b', 'c'))"), ""],
        Verdict::Before, &["old: deploy-word-read: `c`", "new: deploy-word-refused: `c`"],
    ),
    evolution(
        "a view in the place of a table", Dialect::Sqlite,
        [sqlite_users!(), ""],
        ["CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  email VARCHAR(80) NOT NULL
);

CREATE VIEW users AS SELECT id, email FROM people;", ""],
        Verdict::Never, &["old: deploy-not-written: `users`", "new: deploy-table-gone: `people`"],
    ),
    evolution(
        "a query inserts a whole row", Dialect::Sqlite,
        [concat!("-- @readonly\n", sqlite_users!()), "-- name: Add :exec
INSERT INTO users VALUES (@id, @email);"],
        [concat!("-- @readonly\n", sqlite_users!("bio TEXT")), "-- name: Add :exec
INSERT INTO users VALUES (@id, @email, @bio);"],
        Verdict::Never, &["old: deploy-query: `Add`"],
    ),
    evolution(
        "a new column with a default", Dialect::Mariadb,
        [mariadb_users!(), ""],
        [mariadb_users!("visits int NOT NULL DEFAULT 0"), ""],
        Verdict::Before, &["new: deploy-column-gone: `users.visits`"],
    ),
    evolution(
        "a new column that every row needs", Dialect::Mariadb,
        [mariadb_users!(), ""],
        [mariadb_users!("login varchar(40) NOT NULL"), ""],
        Verdict::Never, &["old: deploy-value-missing: without `login`"],
    ),
    evolution(
        "a new enum that has its first word", Dialect::Mariadb,
        [mariadb_users!(), ""],
        [mariadb_users!("role enum('member', 'admin') NOT NULL"), ""],
        Verdict::Before, &["new: deploy-column-gone: `users.role`"],
    ),
    evolution(
        "an enum has a new word", Dialect::Mariadb,
        [mariadb_users!("role enum('member', 'admin') NOT NULL"), ""],
        [mariadb_users!("role enum('member', 'admin', 'guest') NOT NULL"), ""],
        Verdict::Before, &["old: deploy-word-read: `guest`", "new: deploy-word-refused: `guest`"],
    ),
    evolution(
        "a wider integer", Dialect::Mariadb,
        [mariadb_users!("visits int NOT NULL"), ""],
        [mariadb_users!("visits bigint NOT NULL"), ""],
        Verdict::Either, &["old: deploy-type: reads `users.visits`", "new: deploy-type: writes `users.visits`"],
    ),
    evolution(
        "a date gets a time", Dialect::Mariadb,
        [mariadb_users!("born date"), ""],
        [mariadb_users!("born datetime"), ""],
        Verdict::After, &["old: deploy-type: reads `users.born`"],
    ),
    evolution(
        "a column goes", Dialect::Mariadb,
        [mariadb_users!("bio text"), ""],
        [mariadb_users!(), ""],
        Verdict::After, &["old: deploy-column-gone: `users.bio`"],
    ),
];
