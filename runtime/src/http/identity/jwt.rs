//! JSON web tokens (RFC 7519) that come as `Authorization: Bearer`, for services whose users sign in elsewhere.
//!
//! In: a request's header. Out: the token's principal, or a 401 that is the same whatever is wrong; the reason is in the log
//! alone. Which algorithm a signature has is said by the key, never by the token.

use std::fmt;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use serde_json::{Map, Value};

use crate::http::identity::keys::{Key, Keys, from_base64url};
use crate::http::identity::{Authenticate, KeyError, Principal, read, sole_header};
use crate::http::json;
use crate::http::problem::Problem;

/// What a token may be long: what is longer was not made for a header.
const LONGEST: usize = 16 * 1024;

/// Lets in whoever has a token that one of its keys has signed.
///
/// ```
/// use rowtype_runtime::http::{JwtBearer, KeyError};
///
/// # fn build(secret: &[u8]) -> Result<JwtBearer, KeyError> {
/// let identity = JwtBearer::jwks_file("keys.json")?
///     .issuer("https://login.example.com")
///     .audience("https://api.example.com")
///     .roles_from("permissions");
/// # JwtBearer::hs256(secret) }
/// ```
///
/// A token must have an end (`exp`), and counts neither after it nor before `nbf`, give or take a minute. With an
/// [issuer](JwtBearer::issuer) or an [audience](JwtBearer::audience) it must be theirs; without an audience, a token that is meant
/// for somebody (`aud`) is refused. Its `sub` is the principal's id, its `roles` are the roles.
pub struct JwtBearer {
    keys: Keys,
    issuer: Option<String>,
    audience: Option<String>,
    id: String,
    roles: String,
    leeway: Duration,
}

impl JwtBearer {
    /// Tokens that are signed with a secret (HS256), which must have at least 32 bytes.
    pub fn hs256(secret: &[u8]) -> Result<Self, KeyError> {
        Key::hs256(secret).map(|key| Self::new(Keys::one(key)))
    }

    /// Tokens that are signed with RSA (RS256), by their public key in PEM, of at least 2048 bits.
    pub fn rs256(pem: &str) -> Result<Self, KeyError> {
        Key::rs256(pem).map(|key| Self::new(Keys::one(key)))
    }

    /// Tokens that one of the keys in a JSON web key set (RFC 7517) has signed: its RSA keys for RS256, and its secrets that say
    /// HS256. Keys for something else are passed over.
    pub fn jwks(json: &str) -> Result<Self, KeyError> {
        Keys::from_jwks(json).map(Self::new)
    }

    /// As [`JwtBearer::jwks`], from a file, which is read once.
    pub fn jwks_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        Self::jwks(&read(path)?)
            .map_err(|wrong| KeyError::new(format!("{}: {wrong}", path.display())))
    }

    fn new(keys: Keys) -> Self {
        JwtBearer {
            keys,
            issuer: None,
            audience: None,
            id: "sub".to_owned(),
            roles: "roles".to_owned(),
            leeway: Duration::from_secs(60),
        }
    }

    /// Who must have made a token (`iss`).
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Whom a token must be meant for (`aud`).
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// The claim that the principal's id is taken from, a text or an integer; `sub` unless said otherwise.
    pub fn id_from(mut self, claim: impl Into<String>) -> Self {
        self.id = claim.into();
        self
    }

    /// The claim that the principal's roles are taken from, a list of texts or a text with spaces between; `roles` unless said
    /// otherwise. Without it there are none.
    pub fn roles_from(mut self, claim: impl Into<String>) -> Self {
        self.roles = claim.into();
        self
    }

    /// How far the clocks may differ; a minute unless said otherwise.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// The principal of a token, or why there is none.
    pub(super) fn principal(&self, token: &str, now: f64) -> Result<Principal, String> {
        let claims = self.claims(token)?;
        self.check_time(&claims, now)?;
        self.check_parties(&claims)?;
        let id = match claims.get(&self.id) {
            Some(Value::String(id)) if !id.is_empty() => id.clone(),
            Some(Value::Number(id)) if id.is_i64() || id.is_u64() => id.to_string(),
            _ => return Err(format!("it has no `{}`", self.id)),
        };
        let roles = roles(claims.get(&self.roles))
            .ok_or_else(|| format!("its `{}` are no roles", self.roles))?;
        Ok(Principal {
            id: Some(id),
            roles,
        })
    }

    /// The claims of a token whose signature holds.
    fn claims(&self, token: &str) -> Result<Map<String, Value>, String> {
        if token.len() > LONGEST {
            return Err("it is too long".to_owned());
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            return Err("it has not three parts".to_owned());
        };
        let head = object(header).ok_or("its header cannot be read")?;
        // What is critical must be understood, and nothing here is.
        if head.contains_key("crit") {
            return Err("it says that something is critical".to_owned());
        }
        let algorithm = head.get("alg").and_then(Value::as_str).unwrap_or_default();
        let kid = match head.get("kid") {
            None => None,
            Some(kid) => Some(kid.as_str().ok_or("its `kid` is no text")?),
        };
        let key = self.keys.find(kid).ok_or("none of the keys is meant")?;
        if algorithm != key.algorithm() {
            return Err(format!("its algorithm is not {}", key.algorithm()));
        }
        let signature = from_base64url(signature).ok_or("its signature cannot be read")?;
        let signed = &token[..header.len() + 1 + payload.len()];
        if !key.has_signed(signed.as_bytes(), &signature) {
            return Err("its signature does not hold".to_owned());
        }
        object(payload).ok_or_else(|| "its claims cannot be read".to_owned())
    }

    fn check_time(&self, claims: &Map<String, Value>, now: f64) -> Result<(), String> {
        let leeway = self.leeway.as_secs_f64();
        let end = claims.get("exp").ok_or("it has no `exp`")?;
        let end = end.as_f64().ok_or("its `exp` is no time")?;
        if now >= end + leeway {
            return Err("it has expired".to_owned());
        }
        let Some(start) = claims.get("nbf") else {
            return Ok(());
        };
        let start = start.as_f64().ok_or("its `nbf` is no time")?;
        if now + leeway < start {
            return Err("it does not count yet".to_owned());
        }
        Ok(())
    }

    fn check_parties(&self, claims: &Map<String, Value>) -> Result<(), String> {
        if let Some(issuer) = &self.issuer
            && claims.get("iss").and_then(Value::as_str) != Some(issuer)
        {
            return Err("it has another issuer".to_owned());
        }
        let is_ours = match (&self.audience, claims.get("aud")) {
            (None, None) => true,
            (Some(audience), Some(Value::String(one))) => one == audience,
            (Some(audience), Some(Value::Array(all))) => {
                all.iter().any(|one| one.as_str() == Some(audience))
            }
            _ => false,
        };
        match is_ours {
            true => Ok(()),
            false => Err("it is meant for somebody else".to_owned()),
        }
    }
}

impl Authenticate for JwtBearer {
    async fn authenticate(&self, parts: &Parts) -> Result<Principal, Problem> {
        let header = sole_header(parts, &AUTHORIZATION).unwrap_or_default();
        let (scheme, token) = header.split_once(' ').unwrap_or((header, ""));
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::unauthorized("Bearer").reason("without a token, or with several"));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs_f64();
        self.principal(token.trim_start_matches(' '), now)
            .map_err(|reason| {
                Problem::unauthorized("Bearer error=\"invalid_token\"")
                    .reason(format!("the token is refused: {reason}"))
            })
    }
}

impl fmt::Debug for JwtBearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwtBearer")
            .field("issuer", &self.issuer)
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}

/// A part of a token that is a JSON object.
fn object(part: &str) -> Option<Map<String, Value>> {
    match json::parse(&from_base64url(part)?) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// The roles that a claim names; none where it is neither a list of texts nor a text.
fn roles(claim: Option<&Value>) -> Option<Vec<String>> {
    match claim {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::String(text)) => Some(text.split_whitespace().map(str::to_owned).collect()),
        Some(Value::Array(all)) => all
            .iter()
            .map(|one| one.as_str().map(str::to_owned))
            .collect(),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The claims of the examples in RFC 7515, appendix A.
    const CLAIMS: &str = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const END: f64 = 1_300_819_380.0;

    /// Who it is just before the end, and that nobody is a minute later.
    fn assert_joe(jwks: &str, token: &str) {
        let identity = JwtBearer::jwks(jwks).unwrap().id_from("iss");
        let principal = identity.principal(token, END - 1.0).unwrap();
        assert_eq!(principal.id.as_deref(), Some("joe"));
        assert!(identity.principal(token, END + 59.0).is_ok());
        let late = identity.principal(token, END + 60.0);
        assert_eq!(late.unwrap_err(), "it has expired");
    }

    #[test]
    fn the_standards_example_of_hs256() {
        let jwks = r#"{"keys": [{"kty": "oct", "alg": "HS256",
            "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}]}"#;
        let signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let header = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9";
        assert_joe(jwks, &format!("{header}.{CLAIMS}.{signature}"));
    }

    #[test]
    fn the_standards_example_of_rs256() {
        let jwks = r#"{"keys": [{"kty": "RSA", "e": "AQAB",
            "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]}"#;
        let signature = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        assert_joe(jwks, &format!("eyJhbGciOiJSUzI1NiJ9.{CLAIMS}.{signature}"));
    }
}
