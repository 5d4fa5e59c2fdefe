//! The generated code of every case, compiled with warnings denied: those of the compiler, and under clippy its pedantic
//! ones too. Nothing here runs; that it compiles is the test.
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

pub mod own;

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
