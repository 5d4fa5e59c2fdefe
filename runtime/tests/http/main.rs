//! The service around its handlers: limits, identity, transactions, what browsers and monitors see.

#![allow(missing_docs)]

mod around;
mod ask;
mod browsers;
mod keys;
mod limits;
mod monitors;
mod programs;
mod tokens;
mod transactions;
