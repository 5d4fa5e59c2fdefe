//! Tables and columns that come, go and get other names (PostgreSQL).

use rowtype::compat::Verdict;
use rowtype::dialect::Dialect;

use super::{Evolution, evolution};

#[rustfmt::skip]
pub const EVOLUTIONS: &[Evolution] = &[
    evolution(
        "nothing", Dialect::Postgres,
        [users!("bio text"), ""],
        [users!("bio text"), ""],
        Verdict::Either, &[],
    ),
    evolution(
        "an index", Dialect::Postgres,
        [users!(), ""],
        [concat!(users!(), "CREATE INDEX ON users (email);"), ""],
        Verdict::Either, &[],
    ),
    evolution(
        "a new table", Dialect::Postgres,
        [users!(), ""],
        [concat!(users!(), "CREATE TABLE notes (id bigint PRIMARY KEY, body text NOT NULL);"), ""],
        Verdict::Before, &["new: deploy-table-gone: the table `notes`"],
    ),
    evolution(
        "a table goes", Dialect::Postgres,
        [concat!(users!(), "CREATE TABLE notes (id bigint PRIMARY KEY, body text NOT NULL);"), ""],
        [users!(), ""],
        Verdict::After, &["old: deploy-table-gone: the table `notes`"],
    ),
    evolution(
        "a table has another name", Dialect::Postgres,
        [users!(), ""],
        ["-- @was users
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(80) NOT NULL
);", ""],
        Verdict::Never, &["old: deploy-table-renamed: `users`", "new: deploy-table-renamed: `people`"],
    ),
    evolution(
        "a new column that takes NULL", Dialect::Postgres,
        [users!(), ""],
        [users!("bio text"), ""],
        Verdict::Before, &["new: deploy-column-gone: `users.bio`"],
    ),
    evolution(
        "a new column with a default", Dialect::Postgres,
        [users!(), ""],
        [users!("role text NOT NULL DEFAULT 'member'"), ""],
        Verdict::Before, &["new: deploy-column-gone: `users.role`"],
    ),
    evolution(
        "a new column that every row needs", Dialect::Postgres,
        [users!(), ""],
        [users!("login text NOT NULL"), ""],
        Verdict::Never, &["old: deploy-value-missing: without `login`", "new: deploy-column-gone: `users.login`"],
    ),
    evolution(
        "a new column that a trigger fills", Dialect::Postgres,
        [users!(), ""],
        [concat!(users!("login text NOT NULL"), "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.login := coalesce(NEW.login, NEW.email); RETURN NEW; END $$;
CREATE TRIGGER fill BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION fill();"), ""],
        Verdict::Before, &[],
    ),
    evolution(
        "a column that took NULL goes", Dialect::Postgres,
        [users!("bio text"), ""],
        [users!(), ""],
        Verdict::After, &["old: deploy-column-gone: `users.bio`"],
    ),
    evolution(
        "a column that every row needs goes", Dialect::Postgres,
        [users!("login text NOT NULL"), ""],
        [users!(), ""],
        Verdict::Never, &["old: deploy-column-gone: `users.login`", "new: deploy-value-missing: without `login`"],
    ),
    evolution(
        "a column has another name", Dialect::Postgres,
        [users!(), ""],
        ["CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- @was email
  mail varchar(80) NOT NULL
);", ""],
        Verdict::Never, &["old: deploy-column-renamed: `users.email`", "new: deploy-column-renamed: `users.mail`"],
    ),
];
