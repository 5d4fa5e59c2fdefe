//! The service as text: Rust, OpenAPI.
//!
//! In: [`Service`](crate::service::Service). Out: files. What fails here is our own bug.

pub mod openapi;
