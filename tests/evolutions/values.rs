//! What values are: types, NULL, words, limits (PostgreSQL).

use rowtype::compat::Verdict;
use rowtype::dialect::Dialect;

use super::{Evolution, evolution};

#[rustfmt::skip]
pub const EVOLUTIONS: &[Evolution] = &[
    evolution(
        "a wider integer", Dialect::Postgres,
        [users!("visits integer NOT NULL DEFAULT 0"), ""],
        [users!("visits bigint NOT NULL DEFAULT 0"), ""],
        Verdict::Either, &["old: deploy-type: `users.visits` as integer, and in the new schema it is bigint", "new: deploy-type: writes `users.visits`"],
    ),
    evolution(
        "a number of a text", Dialect::Postgres,
        [users!("visits text"), ""],
        [users!("visits bigint"), ""],
        Verdict::Never, &["old: deploy-type: reads `users.visits` as text", "new: deploy-type: reads `users.visits` as bigint"],
    ),
    evolution(
        "a moment with a zone", Dialect::Postgres,
        [users!("seen timestamp"), ""],
        [users!("seen timestamptz"), ""],
        Verdict::After, &["old: deploy-type: reads `users.seen`"],
    ),
    evolution(
        "a text without a limit", Dialect::Postgres,
        [users!(), ""],
        ["CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL
);", ""],
        Verdict::Either, &["new: deploy-limit: `users.email`"],
    ),
    evolution(
        "a shorter text", Dialect::Postgres,
        [users!(), ""],
        ["CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(40) NOT NULL
);", ""],
        Verdict::Either, &["old: deploy-limit: `users.email`"],
    ),
    evolution(
        "fewer digits", Dialect::Postgres,
        [users!("price numeric(10, 2)"), ""],
        [users!("price numeric(6, 2)"), ""],
        Verdict::Either, &["old: deploy-limit: `users.price`"],
    ),
    evolution(
        "a column takes NULL", Dialect::Postgres,
        [users!("bio text NOT NULL"), ""],
        [users!("bio text"), ""],
        Verdict::Before, &["old: deploy-null-read: `users.bio`", "new: deploy-null-written: `users.bio`"],
    ),
    evolution(
        "a column takes no NULL", Dialect::Postgres,
        [users!("bio text"), ""],
        [users!("bio text NOT NULL"), ""],
        Verdict::Never, &["old: deploy-null-written: `users.bio`", "new: deploy-null-read: `users.bio`"],
    ),
    evolution(
        "a column gets a default", Dialect::Postgres,
        [users!("bio text NOT NULL"), ""],
        [users!("bio text NOT NULL DEFAULT ''"), ""],
        Verdict::Either, &[],
    ),
    evolution(
        "an enum has a new word", Dialect::Postgres,
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin');\n", users!("role role NOT NULL DEFAULT 'member'")), ""],
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin', 'guest');\n", users!("role role NOT NULL DEFAULT 'member'")), ""],
        Verdict::Before, &["old: deploy-word-read: `guest`", "new: deploy-word-refused: `guest`"],
    ),
    evolution(
        "an enum loses a word", Dialect::Postgres,
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin', 'guest');\n", users!("role role NOT NULL DEFAULT 'member'")), ""],
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin');\n", users!("role role NOT NULL DEFAULT 'member'")), ""],
        Verdict::Never, &["old: deploy-word-refused: `guest`", "new: deploy-word-read: `guest`"],
    ),
    evolution(
        "an enum has another name", Dialect::Postgres,
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin');\n", users!("role role NOT NULL DEFAULT 'member'")), ""],
        ["-- @was role
CREATE TYPE user_role AS ENUM ('member', 'admin');
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(80) NOT NULL,
  role user_role NOT NULL DEFAULT 'member'
);", ""],
        Verdict::Never, &["old: deploy-type: a value of the type role", "new: deploy-type: a value of the type user_role"],
    ),
    evolution(
        "a text becomes an enum", Dialect::Postgres,
        [users!("role text NOT NULL"), ""],
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin');\n", users!("role role NOT NULL")), ""],
        Verdict::Either, &["old: deploy-type: writes `users.role`", "new: deploy-type: reads `users.role`"],
    ),
    evolution(
        "a text with a default becomes an enum", Dialect::Postgres,
        [users!("role text NOT NULL DEFAULT 'member'"), ""],
        [concat!("CREATE TYPE role AS ENUM ('member', 'admin');\n", users!("role role NOT NULL DEFAULT 'member'")), ""],
        Verdict::Never, &["old: deploy-type: a value of the type text", "new: deploy-type: a value of the type role"],
    ),
    evolution(
        "a CHECK lists another word", Dialect::Postgres,
        [users!("role text NOT NULL CHECK (role IN ('member', 'admin'))"), ""],
        [users!("role text NOT NULL CHECK (role IN ('member', 'admin', 'guest'))"), ""],
        Verdict::Before, &["new: deploy-word-refused: `guest`"],
    ),
];
