//! Keys that programs send as `X-Api-Key`, for callers that nobody signs in.
//!
//! In: a request's header. Out: the principal of the key, or a 401. Of keys only the SHA-256 is kept, which is enough for what was
//! made at random: nobody can try as many.

use std::fmt;
use std::hint::black_box;
use std::path::Path;

use axum::http::request::Parts;
use ring::digest::{SHA256, digest};

use crate::http::identity::{API_KEY, Authenticate, KeyError, Principal, read, sole_header};
use crate::http::problem::Problem;

/// What a key must be long at least: whoever made it up himself made a shorter one.
const SHORTEST: usize = 32;

type Hash = [u8; 32];

/// Lets in whoever sends one of its keys.
///
/// A file has a line for each key: whose it is, perhaps with roles, and its SHA-256, which `printf %s "$KEY" | sha256sum` tells.
/// `openssl rand -hex 32` makes a key.
///
/// ```text
/// # id:role,role  hash
/// shop:orders,reports sha256:d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592
/// monitor             sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
/// ```
///
/// An environment variable has the same, or the keys themselves, with `;` between them: `shop:orders KEY; monitor KEY`.
///
/// ```no_run
/// use rowtype_runtime::http::{ApiKeys, KeyError};
///
/// # fn build() -> Result<ApiKeys, KeyError> {
/// let identity = ApiKeys::from_env("API_KEYS")?;
/// # ApiKeys::from_file("api-keys.txt") }
/// ```
pub struct ApiKeys {
    keys: Vec<(Hash, Principal)>,
}

/// Whether keys themselves may stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    File,
    Environment,
}

impl ApiKeys {
    /// The keys whose hashes are in a file, which is read once.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        let text = read(path)?;
        Self::parse(text.lines(), Place::File)
            .map_err(|wrong| KeyError::new(format!("{}: {wrong}", path.display())))
    }

    /// The keys, or their hashes, that are in an environment variable.
    pub fn from_env(variable: &str) -> Result<Self, KeyError> {
        let text = std::env::var(variable).map_err(|_| {
            KeyError::new(format!("the environment variable {variable} is not set"))
        })?;
        Self::parse(text.split([';', '\n']), Place::Environment)
            .map_err(|wrong| KeyError::new(format!("{variable}: {wrong}")))
    }

    fn parse<'t>(entries: impl Iterator<Item = &'t str>, place: Place) -> Result<Self, KeyError> {
        let mut keys: Vec<(Hash, Principal)> = Vec::new();
        for (index, entry) in entries.enumerate() {
            let entry = entry.trim();
            if entry.is_empty() || entry.starts_with('#') {
                continue;
            }
            let (hash, principal) = parse_entry(entry, place)
                .map_err(|wrong| KeyError::new(format!("entry {}: {wrong}", index + 1)))?;
            if keys.iter().any(|(known, _)| *known == hash) {
                return Err(KeyError::new(format!(
                    "entry {}: another one has the same key",
                    index + 1
                )));
            }
            keys.push((hash, principal));
        }
        match keys.is_empty() {
            true => Err(KeyError::new("there are no keys")),
            false => Ok(ApiKeys { keys }),
        }
    }

    /// Whose key it is. How long that takes does not depend on the keys.
    fn find(&self, key: &str) -> Option<&Principal> {
        let hash = hash(key);
        let mut found = None;
        for (known, principal) in &self.keys {
            if are_equal(known, &hash) {
                found = Some(principal);
            }
        }
        found
    }
}

impl Authenticate for ApiKeys {
    async fn authenticate(&self, parts: &Parts) -> Result<Principal, Problem> {
        let refused = |reason: &str| Problem::unauthorized("ApiKey").reason(reason);
        let Some(key) = sole_header(parts, &API_KEY) else {
            return Err(refused("without a key, or with several"));
        };
        let principal = self.find(key);
        principal
            .cloned()
            .ok_or_else(|| refused("with a key that is not known"))
    }
}

impl fmt::Debug for ApiKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let principals = self.keys.iter().map(|(_, principal)| principal);
        f.debug_list().entries(principals).finish()
    }
}

/// `shop:orders,reports SECRET`.
fn parse_entry(entry: &str, place: Place) -> Result<(Hash, Principal), String> {
    let mut words = entry.split_whitespace();
    let (Some(name), Some(secret), None) = (words.next(), words.next(), words.next()) else {
        return Err("not an id and a key, with a space between".to_owned());
    };
    let (id, roles) = name.split_once(':').unwrap_or((name, ""));
    if id.is_empty() {
        return Err("there is no id before the `:`".to_owned());
    }
    let roles = roles.split(',').filter(|role| !role.is_empty());
    let principal = Principal {
        id: Some(id.to_owned()),
        roles: roles.map(str::to_owned).collect(),
    };
    let hash = match (secret.strip_prefix("sha256:"), place) {
        (Some(digits), _) => from_hex(digits).ok_or("no 64 hexadecimal digits behind `sha256:`")?,
        (None, Place::File) => {
            return Err(
                "a file has hashes, not keys: write `sha256:` and what `printf %s \"$KEY\" | sha256sum` tells"
                    .to_owned(),
            );
        }
        (None, Place::Environment) if secret.len() < SHORTEST => {
            return Err(format!(
                "a key has at least {SHORTEST} characters: make one with `openssl rand -hex 32`"
            ));
        }
        (None, Place::Environment) => hash(secret),
    };
    Ok((hash, principal))
}

fn hash(key: &str) -> Hash {
    let digest = digest(&SHA256, key.as_bytes());
    let mut hash = Hash::default();
    hash.copy_from_slice(digest.as_ref());
    hash
}

/// Looks at all bytes, wherever they differ.
fn are_equal(one: &Hash, other: &Hash) -> bool {
    let pairs = one.iter().zip(other);
    let differences = pairs.fold(0, |seen, (one, other)| black_box(seen | (one ^ other)));
    black_box(differences) == 0
}

fn from_hex(digits: &str) -> Option<Hash> {
    let digits = digits.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut hash = Hash::default();
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    fn parse(text: &str, place: Place) -> Result<ApiKeys, String> {
        ApiKeys::parse(text.split(';'), place).map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn the_hash_of_the_standard() {
        let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let keys = parse(&format!("a:x,y {abc}"), Place::File).unwrap();
        let principal = keys.find("abc").unwrap();
        assert_eq!(principal.id.as_deref(), Some("a"));
        assert_eq!(principal.roles, ["x", "y"]);
        assert!(keys.find("abd").is_none() && keys.find("").is_none());
        // The hash is not the key.
        assert!(keys.find(abc).is_none());
    }

    #[test]
    fn each_key_is_somebodys() {
        let keys = format!("one {KEY}; two:admin {}", KEY.to_uppercase());
        let keys = parse(&keys, Place::Environment).unwrap();
        let who = |key: &str| keys.find(key).and_then(|found| found.id.clone());
        assert_eq!(who(KEY).as_deref(), Some("one"));
        assert_eq!(who(&KEY.to_uppercase()).as_deref(), Some("two"));
        assert_eq!(who(&KEY[1..]), None);
        assert!(!format!("{keys:?}").contains(KEY));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_key() {
        let twice = format!("a {KEY};b {KEY}");
        for (text, place, wanted) in [
            ("", Place::File, "there are no keys"),
            ("# none", Place::Environment, "there are no keys"),
            (KEY, Place::Environment, "entry 1: not an id and a key"),
            (
                &format!("a {KEY}"),
                Place::File,
                "entry 1: a file has hashes",
            ),
            (
                &format!(":r {KEY}"),
                Place::Environment,
                "entry 1: there is no id",
            ),
            (
                "a short",
                Place::Environment,
                "entry 1: a key has at least 32",
            ),
            (";a sha256:ab", Place::File, "entry 2: no 64 hexadecimal"),
            (
                &twice,
                Place::Environment,
                "entry 2: another one has the same",
            ),
        ] {
            let wrong = parse(text, place).unwrap_err();
            assert!(wrong.starts_with(wanted), "{text}: {wrong}");
            assert!(!wrong.contains(KEY));
        }
    }
}
