//! What `rowtype lint` says.
//!
//! `examples` holds each rule to its own example; `cases` are migrations with all that is said of them, to the letter; `postgres`,
//! `mariadb` and `sqlite` measure on the databases what the rules claim: locks, tables that are written anew, what is refused;
//! `mangled` are damaged migrations.

mod cases;
mod examples;
mod locks;
mod mangled;
mod mariadb;
mod postgres;
mod sqlite;
