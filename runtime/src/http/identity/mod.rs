//! Who is asking. Every handler takes a [`Principal`], which the service's [`Authenticate`] makes of the request.
//!
//! Two come ready-made, each by a feature of its own: `JwtBearer` (`jwt`) and `ApiKeys` (`api_keys`). With `jwt` and `hash` there
//! are `Tokens`, which the service itself gives to whoever signs in.

#[cfg(feature = "api_keys")]
mod api_keys;
#[cfg(all(feature = "hash", feature = "jwt"))]
mod failures;
#[cfg(any(feature = "api_keys", feature = "jwt"))]
mod file;
#[cfg(feature = "jwt")]
mod jwt;
#[cfg(feature = "jwt")]
mod keys;
mod principal;
#[cfg(all(feature = "hash", feature = "jwt"))]
mod tokens;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};

use crate::http::guard::Around;
use crate::http::problem::Problem;
#[cfg(feature = "api_keys")]
pub use api_keys::ApiKeys;
#[cfg(any(feature = "api_keys", feature = "jwt"))]
pub use file::KeyError;
#[cfg(any(feature = "api_keys", feature = "jwt"))]
use file::read;
#[cfg(feature = "jwt")]
pub use jwt::JwtBearer;
pub use principal::Principal;
#[cfg(all(feature = "hash", feature = "jwt"))]
pub use tokens::{AccessToken, Known, SignIn, Tokens};

/// The header of keys.
pub(super) const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// Finds out who is asking.
///
/// ```
/// use rowtype_runtime::http::{Authenticate, Parts, Principal, Problem};
///
/// /// Behind a proxy that signs people in, and lets no such header through from outside.
/// struct Proxy;
///
/// impl Authenticate for Proxy {
///     async fn authenticate(&self, parts: &Parts) -> Result<Principal, Problem> {
///         let user = parts.headers.get("x-user").and_then(|user| user.to_str().ok());
///         match user {
///             Some(user) => Ok(Principal { id: Some(user.to_owned()), roles: Vec::new() }),
///             None => Err(Problem::unauthorized("Proxy").reason("the proxy did not say who it is")),
///         }
///     }
/// }
/// ```
pub trait Authenticate: Send + Sync + 'static {
    /// The principal of a request, or the problem that it is answered with: 401 or 403.
    fn authenticate(
        &self,
        parts: &Parts,
    ) -> impl Future<Output = Result<Principal, Problem>> + Send;
}

/// Lets everybody in, as nobody in particular.
#[derive(Clone, Copy, Debug, Default)]
pub struct AllowAll;

impl Authenticate for AllowAll {
    async fn authenticate(&self, _: &Parts) -> Result<Principal, Problem> {
        Ok(Principal::default())
    }
}

/// [`Authenticate`] behind a pointer.
trait Authenticator: Send + Sync {
    fn authenticate<'a>(
        &'a self,
        parts: &'a Parts,
    ) -> Pin<Box<dyn Future<Output = Result<Principal, Problem>> + Send + 'a>>;
}

impl<A: Authenticate> Authenticator for A {
    fn authenticate<'a>(
        &'a self,
        parts: &'a Parts,
    ) -> Pin<Box<dyn Future<Output = Result<Principal, Problem>> + Send + 'a>> {
        Box::pin(Authenticate::authenticate(self, parts))
    }
}

/// The service's way to authenticate.
#[derive(Clone)]
pub(super) struct Identity(Arc<dyn Authenticator>);

impl Identity {
    pub(super) fn new(authenticate: impl Authenticate) -> Self {
        Identity(Arc::new(authenticate))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Principal {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(around) = Around::of(parts) else {
            let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR);
            return Err(problem.reason(
                "the routes are not served by a Service, so that nobody can be authenticated",
            ));
        };
        around.identity().0.authenticate(parts).await
    }
}

/// A header that is there once, and readable.
#[cfg(any(feature = "api_keys", feature = "jwt"))]
fn sole_header<'p>(parts: &'p Parts, name: &HeaderName) -> Option<&'p str> {
    let mut values = parts.headers.get_all(name).into_iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}
