//! One SQL definition in, everything out.

pub mod analyze;
pub mod catalog;
pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod emit;
pub mod files;
pub mod service;
pub mod source;
pub mod syntax;
pub mod ty;
