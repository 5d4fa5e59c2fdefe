//! Tokens that the service itself gives to whoever signs in: JSON web tokens that [`JwtBearer`] lets in.
//!
//! In: a login and a password, and the row that has this login, if there is one. Out: a signed token, or a 401 that is the same, after
//! the same time, whether the login or the password is wrong. It must not know a table.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::extract::FromRequestParts;
use axum::http::header::CACHE_CONTROL;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use ring::hmac;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::http::guard::Around;
use crate::http::identity::failures::Failures;
use crate::http::identity::keys::to_base64url;
use crate::http::identity::{JwtBearer, KeyError};
use crate::http::{Json, Problem};
use crate::password;

/// How `POST /token` signs, for [`Service::tokens`](crate::http::Service::tokens).
///
/// ```
/// use std::time::Duration;
///
/// use rowtype_runtime::http::{KeyError, Tokens};
///
/// # fn build(secret: &[u8]) -> Result<(), KeyError> {
/// let tokens = Tokens::hs256(secret)?
///     .issuer("https://api.example.com")
///     .audience("https://api.example.com")
///     .lifetime(Duration::from_secs(15 * 60));
/// // Lets in whoever has one of them.
/// let identity = tokens.bearer();
/// # Ok(()) }
/// ```
///
/// A token says who it is for (`sub`, the key of the row), their `roles`, when it was made (`iat`) and when it ends (`exp`). Nothing takes
/// it back before its end, so that it should not be far away.
pub struct Tokens {
    secret: Vec<u8>,
    issuer: Option<String>,
    audience: Option<String>,
    lifetime: Duration,
    attempts: u32,
    window: Duration,
}

impl Tokens {
    /// Tokens that are signed with a secret (HS256), which must have at least 32 bytes: `openssl rand -hex 32` makes one.
    pub fn hs256(secret: &[u8]) -> Result<Self, KeyError> {
        JwtBearer::hs256(secret)?;
        Ok(Tokens {
            secret: secret.to_vec(),
            issuer: None,
            audience: None,
            lifetime: Duration::from_secs(60 * 60),
            attempts: 5,
            window: Duration::from_secs(15 * 60),
        })
    }

    /// Who makes the tokens (`iss`).
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Whom they are meant for (`aud`).
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// How long one counts; an hour unless said otherwise.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// How often a login may be tried with a wrong password until the end of a window, which begins with the first attempt; 5 times in 15
    /// minutes unless said otherwise. One more is 429, also with the right password, and for logins that nobody has. It is
    /// counted in this process alone.
    #[must_use]
    pub fn attempts(mut self, most: u32, window: Duration) -> Self {
        (self.attempts, self.window) = (most, window);
        self
    }

    /// What lets in whoever has one of these tokens, for [`Service::authenticate`](crate::http::Service::authenticate).
    #[must_use]
    pub fn bearer(&self) -> JwtBearer {
        let bearer = JwtBearer::hs256(&self.secret);
        let bearer = bearer.unwrap_or_else(|_| unreachable!("the secret was long enough before"));
        let bearer = match &self.issuer {
            Some(issuer) => bearer.issuer(issuer),
            None => bearer,
        };
        match &self.audience {
            Some(audience) => bearer.audience(audience),
            None => bearer,
        }
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("issuer", &self.issuer)
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}

/// Somebody who can sign in.
#[derive(Clone)]
pub struct Known {
    /// Their key.
    pub id: String,
    /// The login, as the database has it.
    pub login: String,
    /// The hash of their password; none for somebody who has no password, and so cannot sign in.
    pub hash: Option<String>,
    /// What they may do.
    pub roles: Vec<String>,
}

/// The service's way to sign callers in, as an extractor of the handler of `POST /token`.
#[derive(Clone)]
pub struct SignIn(Arc<Signing>);

struct Signing {
    tokens: Tokens,
    key: hmac::Key,
    failures: Failures,
}

/// 200 with a token, which nobody on the way keeps.
#[derive(Clone, Serialize)]
pub struct AccessToken {
    access_token: String,
    token_type: &'static str,
    expires_in: u64,
}

impl SignIn {
    pub(in crate::http) fn new(tokens: Tokens) -> Self {
        SignIn(Arc::new(Signing {
            key: hmac::Key::new(hmac::HMAC_SHA256, &tokens.secret),
            failures: Failures::new(tokens.attempts, tokens.window),
            tokens,
        }))
    }

    /// A token for whoever knows the password of a login. The row that the database has found for it is somebody's only where it has the
    /// same login but for case and blanks at its end: some collations take more for the same, and attempts are counted by login.
    pub async fn with(
        &self,
        login: &str,
        password: String,
        known: Option<Known>,
    ) -> Result<AccessToken, Problem> {
        let login = folded(login);
        let attempted = self.0.failures.attempt(&login, Instant::now());
        attempted.map_err(too_many)?;
        let known = known.filter(|known| folded(&known.login) == login);
        let hash = known.as_ref().and_then(|known| known.hash.clone());
        let is_right = password::verify(password, hash).await?;
        let Some(known) = known.filter(|_| is_right) else {
            return Err(Problem::unauthorized("Bearer")
                .detail("The login or the password is wrong.")
                .reason("somebody has tried to sign in with a wrong login or password"));
        };
        self.0.failures.forgive(&login);
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Ok(self.0.token(&known, now.unwrap_or_default().as_secs()))
    }
}

impl Signing {
    fn token(&self, known: &Known, now: u64) -> AccessToken {
        let lifetime = self.tokens.lifetime.as_secs();
        let mut claims = Map::new();
        let parties = [("iss", &self.tokens.issuer), ("aud", &self.tokens.audience)];
        for (name, party) in parties {
            claims.extend(party.clone().map(|party| (name.to_owned(), party.into())));
        }
        claims.insert("sub".to_owned(), known.id.clone().into());
        claims.insert("roles".to_owned(), known.roles.clone().into());
        claims.insert("iat".to_owned(), now.into());
        claims.insert("exp".to_owned(), (now + lifetime).into());
        let head = json!({"alg": "HS256", "typ": "JWT"});
        let part = |value: &Value| to_base64url(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&head), part(&Value::Object(claims)));
        let signature = hmac::sign(&self.key, signed.as_bytes());
        AccessToken {
            access_token: format!("{signed}.{}", to_base64url(signature.as_ref())),
            token_type: "Bearer",
            expires_in: lifetime,
        }
    }
}

/// A login as attempts at it are counted.
fn folded(login: &str) -> String {
    login.trim_end_matches(' ').to_lowercase()
}

fn too_many(wait: Duration) -> Problem {
    Problem::new(StatusCode::TOO_MANY_REQUESTS)
        .detail("There were too many attempts.")
        // Whole seconds, and the next one for what is left.
        .retry_after(wait.as_secs() + 1)
}

impl<S: Sync> FromRequestParts<S> for SignIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let sign_in = Around::of(parts).and_then(Around::sign_in);
        sign_in.cloned().ok_or_else(|| {
            let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR);
            problem.reason("the service was given no `Tokens`, so that nobody can sign in")
        })
    }
}

impl IntoResponse for AccessToken {
    fn into_response(self) -> Response {
        let mut response = Json(self).into_response();
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"a secret that only this test has";

    fn ada(hash: &str) -> Option<Known> {
        Some(Known {
            id: "7".to_owned(),
            login: "Ada".to_owned(),
            hash: Some(hash.to_owned()),
            roles: vec!["editor".to_owned()],
        })
    }

    #[tokio::test]
    async fn a_token_is_let_in_by_its_own_bearer_alone() {
        let tokens = || Tokens::hs256(SECRET).unwrap().issuer("here");
        let hash = password::hash("correct horse".to_owned()).await.unwrap();
        let sign_in = SignIn::new(tokens().audience("there"));
        let known = ada(&hash);
        let token = sign_in
            .with("ada ", "correct horse".to_owned(), known)
            .await;
        let token = token.unwrap().access_token;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let principal = |bearer: JwtBearer| bearer.principal(&token, now.as_secs_f64());
        let known = principal(tokens().audience("there").bearer()).unwrap();
        assert_eq!(
            (known.id.as_deref(), &*known.roles),
            (Some("7"), &["editor".to_owned()][..])
        );
        assert!(
            principal(tokens().bearer()).is_err(),
            "it is meant for somebody"
        );
        assert!(principal(tokens().audience("there").issuer("x").bearer()).is_err());
    }

    #[tokio::test]
    async fn another_spelling_is_another_login() {
        let sign_in = SignIn::new(Tokens::hs256(SECRET).unwrap());
        let hash = password::hash("correct horse".to_owned()).await.unwrap();
        let attempt = async |login: &str| {
            let signed_in = sign_in
                .with(login, "correct horse".to_owned(), ada(&hash))
                .await;
            signed_in
                .map(drop)
                .map_err(|problem| problem.status().as_u16())
        };
        assert_eq!(
            attempt("áda").await,
            Err(401),
            "a collation took it for the same"
        );
        assert_eq!(attempt("ADA").await, Ok(()));
    }
}
