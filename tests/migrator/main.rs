//! `rowtype migrate` as it is interrupted: killed, stopped by Ctrl-C, or left by its server in the middle of a statement. What stands
//! then is said, and the next run finishes it.

#[path = "../cli/folder.rs"]
mod folder;
mod mariadb;
mod postgres;
mod process;
mod sqlite;
