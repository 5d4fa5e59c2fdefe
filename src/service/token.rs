//! Signing in by `POST /token`.

use serde::Serialize;

use super::{FieldIndex, ResourceIndex};

/// Where those who sign in are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignIn {
    /// Their table.
    pub resource: ResourceIndex,
    /// What they call themselves: a unique key.
    pub login: FieldIndex,
    /// The hash of their password.
    pub password: FieldIndex,
    /// What they may do; none: no roles.
    pub roles: Option<FieldIndex>,
}

impl SignIn {
    /// The schema of the body, and its type.
    pub const CREDENTIALS: &'static str = "Credentials";
    /// The schema of the answer, and its type.
    pub const ACCESS_TOKEN: &'static str = "AccessToken";
    /// The module of the handler.
    pub const MODULE: &'static str = "sign_in";
    /// The operation.
    pub const OPERATION: &'static str = "create_token";
    /// Its path, without the slash.
    pub const PATH: &'static str = "token";
}
