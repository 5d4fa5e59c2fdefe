//! How callers say who they are.
//!
//! In: `[http] auth`, and whom operations are for. Out: the one scheme of the document, and which operations ask for it. Where the definition does not
//! say who may call, the check is the service's own code, and the document cannot know its scheme.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement, SecurityScheme};

use super::text;
use crate::config::Auth;
use crate::service::{Audience, Operation, Service};

const BEARER: &str = "bearer";
const API_KEY: &str = "api_key";

/// What each operation asks for.
pub(super) fn requirements(service: &Service) -> Vec<SecurityRequirement> {
    schemes(service)
        .into_keys()
        .map(|name| SecurityRequirement::from([(name, Vec::new())]))
        .collect()
}

/// What an operation asks for, where that is not what the others do: nothing.
pub(super) fn of_operation(
    service: &Service,
    operation: &Operation,
) -> Option<Vec<SecurityRequirement>> {
    let is_open = operation.audience == Audience::Public && !schemes(service).is_empty();
    is_open.then(Vec::new)
}

/// The role that an operation asks for, in words.
pub(super) fn needed_role(operation: &Operation) -> Option<String> {
    let roles = operation.audience.roles();
    (!roles.is_empty()).then(|| format!("Only for callers with the role {}.", one_of(roles)))
}

/// `admin` or `editor`.
pub(super) fn one_of(roles: &[String]) -> String {
    let roles: Vec<String> = roles
        .iter()
        .map(|role| format!("`{}`", text::plain(role)))
        .collect();
    roles.join(" or ")
}

/// The schemes by their names.
pub(super) fn schemes(service: &Service) -> IndexMap<String, ReferenceOr<SecurityScheme>> {
    let (name, scheme) = match service.http.auth {
        Some(Auth::Bearer) => (BEARER, bearer()),
        Some(Auth::ApiKey) => (API_KEY, api_key()),
        Some(Auth::None) | None => return IndexMap::new(),
    };
    IndexMap::from([(name.to_owned(), ReferenceOr::Item(scheme))])
}

fn bearer() -> SecurityScheme {
    SecurityScheme::HTTP {
        scheme: "bearer".to_owned(),
        bearer_format: Some("JWT".to_owned()),
        description: Some("A token of whoever signs callers in.".to_owned()),
        extensions: IndexMap::new(),
    }
}

fn api_key() -> SecurityScheme {
    SecurityScheme::APIKey {
        location: APIKeyLocation::Header,
        name: "X-Api-Key".to_owned(),
        description: Some("The caller's key.".to_owned()),
        extensions: IndexMap::new(),
    }
}
