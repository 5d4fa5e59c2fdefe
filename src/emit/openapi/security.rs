//! How callers say who they are.
//!
//! In: `[http] auth`. Out: the one scheme of the document, and that every operation asks for it. Where the definition does not
//! say who may call, the check is the service's own code, and the document cannot know its scheme.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement, SecurityScheme};

use crate::config::Auth;
use crate::service::Service;

const BEARER: &str = "bearer";
const API_KEY: &str = "api_key";

/// What each operation asks for.
pub(super) fn requirements(service: &Service) -> Vec<SecurityRequirement> {
    schemes(service)
        .into_keys()
        .map(|name| SecurityRequirement::from([(name, Vec::new())]))
        .collect()
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
