//! What generated code for one table looks like, written by hand, and how it answers over HTTP.

#![allow(missing_docs)]

mod http;
mod models;
mod requests;
mod tables;
