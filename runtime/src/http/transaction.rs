//! A transaction for each request that wants one: it ends with the request, the way that the answer says.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{FromRef, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::error::Result;
use crate::http::database::Transactional;
use crate::http::guard::Around;
use crate::http::problem::Problem;

/// The transaction of a request, as an extractor of handlers that are served by a [`Service`](crate::http::Service).
///
/// It is committed before a success (2xx, 3xx) is sent, and rolled back where the answer is another, where the handler panics,
/// takes too long, or loses its caller. What the commit fails with is the answer.
///
/// ```
/// use rowtype_runtime::http::{Problem, Router, StatusCode, Tx, post};
/// use rowtype_runtime::sqlite::{Db, Sql, Write};
///
/// static TAKE: Sql = Sql::new("take", "UPDATE accounts SET cents = cents - 100 WHERE id = 1");
/// static GIVE: Sql = Sql::new("give", "UPDATE accounts SET cents = cents + 100 WHERE id = 2");
///
/// async fn transfer(tx: Tx<Db>) -> Result<StatusCode, Problem> {
///     tx.execute(&TAKE, &[]).await?;
///     // Where this fails, nothing was taken.
///     tx.execute(&GIVE, &[]).await?;
///     Ok(StatusCode::NO_CONTENT)
/// }
///
/// let routes: Router<Db> = Router::new().route("/transfer", post(transfer));
/// ```
///
/// Functions that are generic over what they write to take `&*tx`.
pub struct Tx<D: Transactional> {
    /// There until it is dropped.
    tx: Option<D::Tx>,
    slot: Slot,
}

/// Where a request's transaction lies when the handler has ended.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<State>>);

#[derive(Default)]
enum State {
    /// Nobody asked for one.
    #[default]
    Unused,
    /// The handler has it.
    Lent,
    /// The handler has ended.
    Back(Box<dyn Held>),
}

type Ending = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// A transaction of some database.
trait Held: Send {
    fn commit(self: Box<Self>) -> Ending;
    fn rollback(self: Box<Self>) -> Ending;
}

struct Of<D: Transactional>(D::Tx);

impl<D: Transactional> Held for Of<D> {
    fn commit(self: Box<Self>) -> Ending {
        Box::pin(D::commit(self.0))
    }

    fn rollback(self: Box<Self>) -> Ending {
        Box::pin(D::rollback(self.0))
    }
}

impl Slot {
    /// Ends the transaction, if there was one, before the answer is sent.
    pub(super) async fn end(&self, response: Response) -> Response {
        let state = std::mem::take(&mut *self.lock());
        let is_success = response.status().is_success() || response.status().is_redirection();
        match state {
            State::Unused => response,
            State::Back(held) if is_success => match held.commit().await {
                Ok(()) => response,
                Err(error) => Problem::from(error).into_response(),
            },
            State::Back(held) => {
                // What is not rolled back now is when the connection is given back.
                let _ = held.rollback().await;
                response
            }
            State::Lent if is_success => broken(
                "the handler's transaction outlives it, and so cannot be committed before the answer",
            )
            .into_response(),
            State::Lent => response,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S, D> FromRequestParts<S> for Tx<D>
where
    S: Sync,
    D: Transactional + FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Some(slot) = Around::of(parts).map(Around::slot).cloned() else {
            return Err(broken(
                "the routes are not served by a Service, so that nobody would commit",
            ));
        };
        match std::mem::replace(&mut *slot.lock(), State::Lent) {
            State::Unused => {}
            _ => return Err(broken("a request has one transaction, not two")),
        }
        let tx = D::from_ref(state).begin().await?;
        let tx = Some(tx);
        Ok(Tx { tx, slot })
    }
}

impl<D: Transactional> Deref for Tx<D> {
    type Target = D::Tx;

    fn deref(&self) -> &D::Tx {
        match &self.tx {
            Some(tx) => tx,
            None => unreachable!("only dropping takes the transaction"),
        }
    }
}

impl<D: Transactional> Drop for Tx<D> {
    fn drop(&mut self) {
        let Some(tx) = self.tx.take() else { return };
        let mut state = self.slot.lock();
        // Where the answer has been sent already, nobody takes it from there, and it is rolled back.
        if matches!(*state, State::Lent) {
            *state = State::Back(Box::new(Of::<D>(tx)));
        }
    }
}

impl<D: Transactional> fmt::Debug for Tx<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

fn broken(reason: &str) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR).reason(reason)
}
