//! The servers of a database: the primary, which is written to, and replicas that follow it and are read from.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::observe::{Event, tell};
use crate::postgres::address::Address;
use crate::postgres::errors::is_read_only;
use crate::postgres::lease::Lease;
use crate::postgres::options::Options;
use crate::postgres::server::Server;
use crate::postgres::shared::Part;
use crate::session::Session;

/// How long a replica that does not answer is left alone.
const LEFT_ALONE: Duration = Duration::from_secs(5);
/// How long a connection to a replica may take to be made: others could answer meanwhile.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// The servers.
pub(super) struct Servers {
    primary: Arc<Server>,
    replicas: Vec<Replica>,
    next: AtomicUsize,
    read_your_writes: Duration,
}

/// A server that follows the primary.
pub(super) struct Replica {
    address: String,
    server: Arc<Server>,
    /// The moments are counted from here.
    start: Instant,
    /// The millisecond at which it is asked again; 0 while it answers.
    asked_again: AtomicU64,
}

impl Servers {
    /// The servers of an address. No connection is made yet.
    pub(super) fn new(url: &str, options: &Options) -> Result<Self> {
        let primary = Address::read(url, options)?;
        let read_your_writes = primary.options.read_your_writes;
        let replicas = primary.options.replicas.iter().map(|replica| {
            let address = Address::read(&Address::of_replica(url, replica)?, options)?;
            let timeout = address.options.acquire_timeout.min(CONNECT_TIMEOUT);
            Ok(Replica {
                // Without what may stand before it: a password.
                address: replica.rsplit('@').next().unwrap_or_default().to_owned(),
                server: Server::new(address, timeout)?,
                start: Instant::now(),
                asked_again: AtomicU64::new(0),
            })
        });
        let replicas = replicas.collect::<Result<Vec<Replica>>>()?;
        let timeout = primary.options.acquire_timeout;
        Ok(Servers {
            primary: Server::new(primary, timeout)?,
            replicas,
            next: AtomicUsize::new(0),
            read_your_writes,
        })
    }

    /// A connection to the primary.
    pub(super) async fn lease(&self) -> Result<Lease> {
        self.primary.lease().await
    }

    /// A part of a connection that readers share, to the primary where there is no other server; none where the statement needs a
    /// connection of its own.
    pub(super) async fn part_to_read(&self, name: &'static str) -> Option<Part> {
        match self.has_replicas() {
            true => None,
            false => self.primary.part(name).await,
        }
    }

    /// Whether a pooler stands before the primary.
    pub(super) fn is_pooled(&self) -> bool {
        self.primary.is_pooled()
    }

    /// Whether somebody could read what was before a write.
    pub(super) fn has_replicas(&self) -> bool {
        !self.replicas.is_empty()
    }

    /// A connection to read on, and the replica that it leads to; none for the primary.
    pub(super) async fn lease_to_read(
        &self,
        session: impl FnOnce() -> Session,
    ) -> Result<(Lease, Option<&Replica>)> {
        if self.has_replicas()
            && !session().wrote_within(self.read_your_writes)
            // Boxed: without replicas nobody should carry what they need.
            && let Some((lease, replica)) = Box::pin(self.lease_of_replica()).await?
        {
            return Ok((lease, Some(replica)));
        }
        Ok((self.primary.lease().await?, None))
    }

    /// A connection to a replica; none where none of them answers.
    async fn lease_of_replica(&self) -> Result<Option<(Lease, &Replica)>> {
        let mut busy = None;
        for replica in self.in_turn().filter(|replica| replica.may_be_asked()) {
            match replica.server.lease_at_once().await {
                Ok(lease) => {
                    replica.answers();
                    return Ok(Some((lease, replica)));
                }
                Err(Error::Pool) => busy = busy.or(Some(replica)),
                Err(error) => replica.does_not_answer(&error),
            }
        }
        let Some(replica) = busy else {
            return Ok(None);
        };
        match replica.server.lease().await {
            Ok(lease) => Ok(Some((lease, replica))),
            Err(Error::Pool) => Err(Error::Pool),
            Err(error) => {
                replica.does_not_answer(&error);
                Ok(None)
            }
        }
    }

    /// All replicas, each call from another one on.
    fn in_turn(&self) -> impl Iterator<Item = &Replica> {
        let first = self.next.fetch_add(1, Ordering::Relaxed) % self.replicas.len();
        let (before, from) = self.replicas.split_at(first);
        from.iter().chain(before)
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        self.primary.shared().close();
    }
}

impl Replica {
    /// Whether a statement that failed here may succeed on the primary: the replica has gone away, its rows were changed under
    /// the statement, or the statement does more than read.
    pub(super) fn gives_up(&self, error: &Error) -> bool {
        match error {
            Error::Retry(_) => true,
            Error::Unavailable(_) if is_read_only(error) => true,
            Error::Unavailable(_) => {
                self.does_not_answer(error);
                true
            }
            _ => false,
        }
    }

    /// Whether it answers, as far as is known. One that did not is asked by one statement at a time.
    fn may_be_asked(&self) -> bool {
        let asked_again = self.asked_again.load(Ordering::Relaxed);
        asked_again == 0
            || (self.now() >= asked_again
                && self
                    .asked_again
                    .compare_exchange(
                        asked_again,
                        self.later(),
                        Ordering::Relaxed,
                        Ordering::Relaxed,
                    )
                    .is_ok())
    }

    fn answers(&self) {
        if self.asked_again.load(Ordering::Relaxed) != 0
            && self.asked_again.swap(0, Ordering::Relaxed) != 0
        {
            let message = format!("the replica {} answers again", self.address);
            tell(Event::Notice { message: &message });
        }
    }

    fn does_not_answer(&self, error: &Error) {
        if self.asked_again.swap(self.later(), Ordering::Relaxed) == 0 {
            let reason = std::error::Error::source(error)
                .map_or_else(|| error.to_string(), |source| source.to_string());
            let message = format!(
                "the replica {} does not answer, others are read from: {reason}",
                self.address
            );
            tell(Event::Warning { message: &message });
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn later(&self) -> u64 {
        self.now().saturating_add(LEFT_ALONE.as_millis() as u64)
    }
}
