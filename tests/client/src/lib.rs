//! The client that progenitor makes of the reference project's document, as its users have it; and those of two cases.
#![allow(
    clippy::all,
    dead_code,
    missing_docs,
    reason = "it is generated, by another tool"
)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));

/// The client of the case `batches`.
pub mod batches {
    include!(concat!(env!("OUT_DIR"), "/batches.rs"));
}

/// The client of the case `shapes`.
pub mod shapes {
    include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
}
