//! Throw-away servers for tests: started as an unprivileged user in a temporary folder, gone when their value is dropped or the
//! process ends in any way. What is installed, and where, whoever starts them knows.

mod folder;
pub mod mariadb;
pub mod postgres;
pub mod process;
