//! A user's writes, from one request to the next: a cookie with the time of the last one, so that the next request, in whichever
//! process it is answered, does not read from a replica that may not have it yet.
//!
//! It is set only where there are replicas. Whoever forges it reads from the primary, which is no secret.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use crate::session::Session;

const NAME: &str = "rowtype_written";
/// How long the cookie is kept. Whoever reads it knows how much of that counts.
const KEPT: Duration = Duration::from_secs(60);

/// The session of a request: with the write that its cookie tells of.
pub(super) fn session(headers: &HeaderMap) -> Session {
    let now = SystemTime::now();
    written(headers)
        // A cookie of the future would count for ever.
        .filter(|time| *time <= now)
        .map_or_else(Session::default, Session::since)
}

fn written(headers: &HeaderMap) -> Option<SystemTime> {
    let cookies = headers.get_all(COOKIE).into_iter();
    let cookies = cookies.filter_map(|value| value.to_str().ok());
    let value = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == NAME)?
        .1;
    UNIX_EPOCH.checked_add(Duration::from_millis(value.parse().ok()?))
}

/// Tells the next request of what this one has written.
pub(super) fn remember(session: &Session, began: SystemTime, headers: &mut HeaderMap) {
    let Some(time) = session.wrote_at().filter(|time| *time >= began) else {
        return;
    };
    let millis = time
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis();
    let cookie = format!(
        "{NAME}={millis}; Max-Age={}; Path=/; HttpOnly; SameSite=Lax",
        KEPT.as_secs()
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(cookie).unwrap());
        headers
    }

    #[test]
    fn what_was_written_is_told_to_the_next_request() {
        let began = SystemTime::now() - Duration::from_secs(1);
        let session = Session::default();
        let mut answer = HeaderMap::new();
        remember(&session, began, &mut answer);
        assert!(answer.is_empty(), "nothing was written");
        session.writes();
        remember(&session, began, &mut answer);
        let cookie = answer[SET_COOKIE].to_str().unwrap();
        assert!(cookie.ends_with("; Max-Age=60; Path=/; HttpOnly; SameSite=Lax"));
        let (pair, _) = cookie.split_once(';').unwrap();
        let next = super::session(&headers(&format!("theme=dark; {pair}; x=1")));
        assert_eq!(next.wrote_at(), session.wrote_at());
        // The next one only reads, and does not tell it once more.
        let mut answer = HeaderMap::new();
        remember(
            &next,
            SystemTime::now() + Duration::from_secs(1),
            &mut answer,
        );
        assert!(answer.is_empty());
    }

    #[test]
    fn a_cookie_that_is_odd_or_of_the_future_is_none() {
        let future = SystemTime::now() + Duration::from_secs(60);
        let future = future.duration_since(UNIX_EPOCH).unwrap().as_millis();
        for value in ["", "x", "-1", "99999999999999999999", &future.to_string()] {
            let session = super::session(&headers(&format!("{NAME}={value}")));
            assert_eq!(session.wrote_at(), None, "{value}");
        }
    }
}
