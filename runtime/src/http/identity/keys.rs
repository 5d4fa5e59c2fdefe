//! Keys that tokens are signed with, and whether they did sign one. The arithmetic is `ring`'s.

use ring::hmac;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::{Map, Value};

use crate::base64;
use crate::http::identity::KeyError;
use crate::http::json;

/// A key, with the one algorithm that it is for.
pub(super) enum Key {
    /// HMAC with SHA-256.
    Hs256(hmac::Key),
    /// RSASSA-PKCS1-v1_5 with SHA-256: modulus and exponent, without leading zeros.
    Rs256 { n: Vec<u8>, e: Vec<u8> },
}

/// Keys by their ids.
pub(super) struct Keys(Vec<(Option<String>, Key)>);

/// RFC 7518: at least as long as what SHA-256 gives.
const SHORTEST_SECRET: usize = 32;

/// The bytes of moduli that `ring` takes: 2048 to 8192 bits.
const MODULI: std::ops::RangeInclusive<usize> = 256..=1024;

impl Key {
    pub(super) fn hs256(secret: &[u8]) -> Result<Self, KeyError> {
        if secret.len() < SHORTEST_SECRET {
            return Err(KeyError::new(format!(
                "a secret for HS256 has at least {SHORTEST_SECRET} bytes, and this one has {}: make one with `openssl rand -hex 32`",
                secret.len()
            )));
        }
        Ok(Key::Hs256(hmac::Key::new(hmac::HMAC_SHA256, secret)))
    }

    pub(super) fn rs256(pem: &str) -> Result<Self, KeyError> {
        let (label, der) = from_pem(pem)?;
        let key = match label {
            "PUBLIC KEY" => in_public_key_info(&der),
            "RSA PUBLIC KEY" => Some(der.as_slice()),
            label if label.ends_with("PRIVATE KEY") => {
                return Err(KeyError::new(
                    "this is a private key, which only whoever signs tokens should have: `openssl pkey -pubout` gives the public one",
                ));
            }
            label => {
                return Err(KeyError::new(format!(
                    "`{label}` is no public key: the PEM of one begins with `-----BEGIN PUBLIC KEY-----`"
                )));
            }
        };
        let components = key.and_then(components);
        let (n, e) = components.ok_or_else(|| KeyError::new("this is no public key of RSA"))?;
        Key::from_components(n, e)
    }

    fn from_components(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        let (n, e) = (without_zeros(n), without_zeros(e));
        if !MODULI.contains(&n.len()) || n.len() == *MODULI.start() && n[0] < 0x80 {
            return Err(KeyError::new(format!(
                "a key for RS256 has 2048 to 8192 bits, and this one has {}",
                n.len() * 8 - n.first().map_or(0, |first| first.leading_zeros() as usize)
            )));
        }
        Ok(Key::Rs256 {
            n: n.to_vec(),
            e: e.to_vec(),
        })
    }

    /// The name of its algorithm in a token's header.
    pub(super) fn algorithm(&self) -> &'static str {
        match self {
            Key::Hs256(_) => "HS256",
            Key::Rs256 { .. } => "RS256",
        }
    }

    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Key::Hs256(key) => hmac::verify(key, message, signature).is_ok(),
            Key::Rs256 { n, e } => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }
}

impl Keys {
    /// A key without an id: a token may name any.
    pub(super) fn one(key: Key) -> Self {
        Keys(vec![(None, key)])
    }

    pub(super) fn from_jwks(text: &str) -> Result<Self, KeyError> {
        let set = json::parse(text.as_bytes());
        let set =
            set.map_err(|error| KeyError::new(format!("the key set is not JSON: {error}")))?;
        let all = set.get("keys").and_then(Value::as_array);
        let all = all.ok_or_else(|| KeyError::new("a key set is an object with a list `keys`"))?;
        let mut keys: Vec<(Option<String>, Key)> = Vec::new();
        for jwk in all.iter().filter_map(Value::as_object) {
            let kid = text_of(jwk, "kid").map(str::to_owned);
            let Some(key) = from_jwk(jwk)? else { continue };
            if kid.is_some() && keys.iter().any(|(known, _)| *known == kid) {
                return Err(KeyError::new("two keys of the set have one `kid`"));
            }
            keys.push((kid, key));
        }
        match keys.is_empty() {
            true => Err(KeyError::new(
                "the key set has no key for RS256 (`kty` RSA) and none that says HS256 (`kty` oct, `alg` HS256)",
            )),
            false => Ok(Keys(keys)),
        }
    }

    /// The key of a token: the one that it names, or the only one there is.
    pub(super) fn find(&self, kid: Option<&str>) -> Option<&Key> {
        match (self.0.as_slice(), kid) {
            ([(None, key)], _) | ([(_, key)], None) => Some(key),
            (_, None) => None,
            (keys, Some(kid)) => keys
                .iter()
                .find(|(known, _)| known.as_deref() == Some(kid))
                .map(|(_, key)| key),
        }
    }
}

/// A key of a set; none where it is for something else.
fn from_jwk(jwk: &Map<String, Value>) -> Result<Option<Key>, KeyError> {
    if text_of(jwk, "use").is_some_and(|purpose| purpose != "sig") {
        return Ok(None);
    }
    let bytes = |name: &str| {
        let value = text_of(jwk, name).and_then(from_base64url);
        value.ok_or_else(|| KeyError::new(format!("a key of the set has no `{name}` in base64url")))
    };
    match (text_of(jwk, "kty"), text_of(jwk, "alg")) {
        (Some("RSA"), None | Some("RS256")) => {
            Key::from_components(&bytes("n")?, &bytes("e")?).map(Some)
        }
        // A secret without an algorithm may be for anything.
        (Some("oct"), Some("HS256")) => Key::hs256(&bytes("k")?).map(Some),
        _ => Ok(None),
    }
}

fn text_of<'j>(jwk: &'j Map<String, Value>, name: &str) -> Option<&'j str> {
    jwk.get(name).and_then(Value::as_str)
}

/// Base64url without padding (RFC 7515), in its one canonical form.
pub(super) fn from_base64url(text: &str) -> Option<Vec<u8>> {
    if text.contains(['+', '/', '=']) {
        return None;
    }
    let mut usual = text.replace('-', "+").replace('_', "/");
    while !usual.len().is_multiple_of(4) {
        usual.push('=');
    }
    base64::decode(&usual)
}

/// The same for bytes.
#[cfg(feature = "hash")]
pub(super) fn to_base64url(bytes: &[u8]) -> String {
    let usual = base64::encode(bytes).replace('+', "-").replace('/', "_");
    usual.trim_end_matches('=').to_owned()
}

/// What stands between the lines of the first PEM block, and what it says it is.
fn from_pem(pem: &str) -> Result<(&str, Vec<u8>), KeyError> {
    let found = || {
        let (_, rest) = pem.split_once("-----BEGIN ")?;
        let (label, rest) = rest.split_once("-----")?;
        let (body, _) = rest.split_once("-----END ")?;
        let body: String = body.split_ascii_whitespace().collect();
        Some((label, base64::decode(&body)?))
    };
    found().ok_or_else(|| {
        KeyError::new(
            "this is not PEM, which begins with `-----BEGIN PUBLIC KEY-----` and ends with `-----END PUBLIC KEY-----`",
        )
    })
}

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;

/// `rsaEncryption` with its empty parameters, in DER.
const RSA: &[u8] = &[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

/// The RSA key in a `SubjectPublicKeyInfo` (RFC 5280).
fn in_public_key_info(der: &[u8]) -> Option<&[u8]> {
    let info = whole(SEQUENCE, der)?;
    let (algorithm, rest) = element(SEQUENCE, info)?;
    let bits = whole(BIT_STRING, rest)?;
    match bits {
        [0, key @ ..] if algorithm == RSA => Some(key),
        _ => None,
    }
}

/// Modulus and exponent of an `RSAPublicKey` (RFC 8017).
fn components(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let key = whole(SEQUENCE, der)?;
    let (n, rest) = element(INTEGER, key)?;
    Some((n, whole(INTEGER, rest)?))
}

/// The content of an element that is all there is.
fn whole(tag: u8, der: &[u8]) -> Option<&[u8]> {
    element(tag, der)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(content, _)| content)
}

/// The content of the first element of some DER, and what comes behind it.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = match der {
        [found, length @ 0..=0x7f, rest @ ..] if *found == tag => (usize::from(*length), rest),
        [found, 0x81, length, rest @ ..] if *found == tag => (usize::from(*length), rest),
        [found, 0x82, high, low, rest @ ..] if *found == tag => {
            (usize::from(u16::from_be_bytes([*high, *low])), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}
