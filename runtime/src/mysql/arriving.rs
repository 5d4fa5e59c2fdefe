//! A stream of what one future reads: it stays where it is while its rows come, so that nothing is set up for each of them.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_util::stream::Stream;

use crate::error::Result;
use crate::mysql::row::{Decoder, Row};

/// Where a row of the driver lies until it is taken.
#[derive(Clone)]
pub(super) struct Place(Arc<Mutex<Option<mysql_async::Row>>>);

/// The rows that a future gives, and how it ends.
struct Arriving<T, F> {
    /// None once it has ended.
    work: Option<Pin<Box<F>>>,
    place: Place,
    decode: Decoder<T>,
}

/// The rows that the work gives. Where one does not fit, the work ends there.
pub(super) fn arriving<T, F: Future<Output = Result<()>>>(
    decode: Decoder<T>,
    work: impl FnOnce(Place) -> F,
) -> impl Stream<Item = Result<T>> {
    let place = Place(Arc::new(Mutex::new(None)));
    Arriving {
        work: Some(Box::pin(work(place.clone()))),
        place,
        decode,
    }
}

impl Place {
    /// Gives a row. Its end is when the next one is wanted.
    #[inline]
    pub(super) fn give(&self, row: mysql_async::Row) -> impl Future<Output = ()> + use<> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(row);
        let mut is_given = false;
        poll_fn(move |_| match std::mem::replace(&mut is_given, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
    }

    #[inline]
    fn take(&self) -> Option<mysql_async::Row> {
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        place.take()
    }
}

impl<T, F: Future<Output = Result<()>>> Stream for Arriving<T, F> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        let Some(work) = &mut self.work else {
            return Poll::Ready(None);
        };
        match work.as_mut().poll(context) {
            Poll::Ready(outcome) => {
                self.work = None;
                Poll::Ready(outcome.err().map(Err))
            }
            Poll::Pending => {
                let Some(row) = self.place.take() else {
                    return Poll::Pending;
                };
                match (self.decode)(&Row::given(row)) {
                    Ok(row) => Poll::Ready(Some(Ok(row))),
                    Err(error) => {
                        self.work = None;
                        Poll::Ready(Some(Err(error)))
                    }
                }
            }
        }
    }
}
