//! The command line as a person meets it: the built program on projects of its own, its exit codes, what it prints and what
//! it writes.

mod compat;
mod definition;
mod dependencies;
mod explain;
mod folder;
mod from_sqlc;
mod generation;
mod lint;
mod mariadb;
mod migrations;
mod new_project;
mod postgres;
mod project;
mod pull;
mod rename;
mod terminal;
