//! The limit of time of a connection's statements, one after the other: one timer for all of them, since setting one for each
//! would cost more than the rest of what is done here for it.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// A limit of time, and the timer that is set for a statement before this one, or for this one.
pub(super) struct Alarm {
    limit: Duration,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Alarm {
    /// An alarm that is not set.
    pub(super) fn new(limit: Duration) -> Self {
        Alarm { limit, timer: None }
    }

    /// What the work gives; none where it takes longer than the limit.
    pub(super) async fn within<T>(
        &mut self,
        mut work: Pin<&mut impl Future<Output = T>>,
    ) -> Option<T> {
        let end = Instant::now() + self.limit;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        poll_fn(|context| {
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Some(done));
            }
            // It may still be set for an earlier statement.
            while timer.as_mut().poll(context).is_ready() {
                if Instant::now() >= end {
                    return Poll::Ready(None);
                }
                timer.as_mut().reset(end);
            }
            Poll::Pending
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;

    #[tokio::test]
    async fn each_work_has_the_limit_for_itself() {
        let limit = Duration::from_millis(200);
        let mut alarm = Alarm::new(limit);
        let work = |millis| async move {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            millis
        };
        for _ in 0..3 {
            // Together they take longer than one may.
            assert_eq!(alarm.within(pin!(work(120))).await, Some(120));
        }
        let start = Instant::now();
        assert_eq!(alarm.within(pin!(work(5_000))).await, None);
        let taken = start.elapsed();
        assert!(taken >= limit && taken < 5 * limit, "{taken:?}");
        assert_eq!(alarm.within(pin!(work(10))).await, Some(10));
        tokio::time::sleep(2 * limit).await;
        assert_eq!(alarm.within(pin!(work(120))).await, Some(120));
    }
}
