//! The client that progenitor makes of the reference project's document, as its users have it.
#![allow(
    clippy::all,
    dead_code,
    missing_docs,
    reason = "it is generated, by another tool"
)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));
