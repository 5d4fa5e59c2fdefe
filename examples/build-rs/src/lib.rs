//! The same definition, generated twice: into `OUT_DIR` by the build script, and into `src/generated` by `rowtype gen`.
//! `tests/books.rs` calls both.

pub mod generated;

/// What the build script has written.
pub mod built {
    include!(concat!(env!("OUT_DIR"), "/rowtype/generated.rs"));
}
