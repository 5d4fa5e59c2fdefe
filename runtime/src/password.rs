//! Secrets that are kept as hashes: argon2id, in the form that says its own parameters.
//!
//! In: a secret. Out: its hash, or whether it is the one of a hash. Both take some tens of milliseconds and 19 MiB on purpose: they
//! run on threads that may block, no more of them at a time than there are processors.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::http::{Problem, StatusCode};
use crate::patch::Patch;

static AT_A_TIME: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism();
    Semaphore::new(processors.map_or(1, usize::from))
});

/// A field of a body that holds a secret, or perhaps one.
pub trait Secret: Sized {
    /// The secret, taken out, where there is one.
    fn take(&mut self) -> Option<String>;

    /// Puts its hash in the place of the secret.
    fn put(&mut self, hash: String);
}

impl Secret for String {
    fn take(&mut self) -> Option<String> {
        Some(std::mem::take(self))
    }

    fn put(&mut self, hash: String) {
        *self = hash;
    }
}

impl Secret for Option<String> {
    fn take(&mut self) -> Option<String> {
        Option::take(self)
    }

    fn put(&mut self, hash: String) {
        *self = Some(hash);
    }
}

impl Secret for Patch<String> {
    fn take(&mut self) -> Option<String> {
        match std::mem::take(self) {
            Patch::Set(secret) => Some(secret),
            other => {
                *self = other;
                None
            }
        }
    }

    fn put(&mut self, hash: String) {
        *self = Patch::Set(hash);
    }
}

/// The field with the hash of its secret.
pub async fn hashed<S: Secret>(mut field: S) -> Result<S, Problem> {
    if let Some(secret) = field.take() {
        field.put(hash(secret).await?);
    }
    Ok(field)
}

/// The hash of a secret, with a salt of its own.
pub async fn hash(secret: String) -> Result<String, Problem> {
    let hash = apart(move || hash_now(&secret)).await?;
    hash.ok_or_else(|| broken("there is no randomness for a salt"))
}

/// Whether a secret is the one of a hash. Where there is no hash, since nobody is known by that name, it takes as long to say no.
///
/// ```
/// # async fn sign_in(known: Option<String>, secret: String) -> Result<(), rowtype_runtime::http::Problem> {
/// use rowtype_runtime::password;
///
/// let is_right = password::verify(secret, known).await?;
/// # Ok(())
/// # }
/// ```
pub async fn verify(secret: String, hash: Option<String>) -> Result<bool, Problem> {
    /// The hash of what nobody knows.
    static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("nobody"));
    apart(move || {
        let nobody = NOBODY.as_deref().unwrap_or_default();
        // What is no hash takes as long as well.
        let known = hash.filter(|hash| PasswordHash::new(hash).is_ok());
        let is_right = verify_now(&secret, known.as_deref().unwrap_or(nobody));
        is_right && known.is_some()
    })
    .await
}

fn hash_now(secret: &str) -> Option<String> {
    let hash = Argon2::default().hash_password(secret.as_bytes());
    hash.ok().map(|hash: PasswordHash| hash.to_string())
}

/// The hashes themselves are compared in constant time.
fn verify_now(secret: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        let verified = Argon2::default().verify_password(secret.as_bytes(), &hash);
        verified.is_ok()
    })
}

/// Runs work that takes its time where nobody waits for it.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let permit = AT_A_TIME.acquire().await;
    // The permit goes with the work, which goes on where nobody waits for it any more.
    let done = spawn_blocking(move || {
        let done = work();
        drop(permit);
        done
    })
    .await;
    done.map_err(|error| broken(&error.to_string()))
}

fn broken(reason: &str) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
        .reason(format!("a secret was not hashed: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_secret_is_known_by_its_hash_alone() {
        let one = hash("correct horse".to_owned()).await.expect("a hash");
        let other = hash("correct horse".to_owned()).await.expect("a hash");
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && one.len() == 97);
        assert_ne!(one, other, "each has a salt of its own");
        let verify = async |secret: &str, hash: Option<&str>| {
            let verified = verify(secret.to_owned(), hash.map(str::to_owned)).await;
            verified.expect("an answer")
        };
        assert!(verify("correct horse", Some(&one)).await);
        assert!(!verify("correct horsf", Some(&one)).await);
        assert!(
            !verify("nobody", None).await,
            "nobody is known by that name"
        );
        assert!(!verify("correct horse", Some("no hash")).await);
    }

    #[tokio::test]
    async fn fields_without_a_secret_stay() {
        let hashed = async |field: Patch<String>| hashed(field).await.expect("a field");
        assert_eq!(hashed(Patch::Keep).await, Patch::Keep);
        assert_eq!(hashed(Patch::Null).await, Patch::Null);
        let set = hashed(Patch::Set("secret".to_owned())).await;
        assert!(
            set.value()
                .is_some_and(|hash| hash.starts_with("$argon2id$"))
        );
        assert_eq!(super::hashed(None::<String>).await.expect("a field"), None);
    }
}
