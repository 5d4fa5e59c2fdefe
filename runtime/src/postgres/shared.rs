//! Connections that several readers use at a time: their statements are sent one behind another, without waiting for answers, so that
//! few connections and few exchanges with the server serve many of them.
//!
//! In: the pool, and the name of a statement that only reads. Out: a connection beside others. A statement that takes the server long has
//! connections of its own from then on, for a while; one that takes too long is left by all who wait behind it, to be asked again on
//! others, and goes on where it is: it may do more than read.
//! Writes never come here: a commit waits for the disk, and one behind another they would wait for it in turn.

use std::future::Future;
use std::ops::Deref;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use futures_util::future::{Either, select};
use tokio::sync::Notify;

use crate::postgres::lease::Lease;
use crate::postgres::options::Options;

/// How many statements are under way on a connection before another one is opened beside it.
const TOGETHER: u64 = 4;
/// A statement that takes the server longer is better off alone, and so are its neighbours.
const LONG: Duration = Duration::from_millis(5);
/// For how long it then is: a server that was busy for a moment makes every statement long.
const REMEMBERED_LONG: Duration = Duration::from_secs(1);
/// After so long without the end of a statement its connection is left by those who wait.
const PATIENCE: Duration = Duration::from_millis(150);
/// How often a connection is looked at meanwhile. The looks are counted, and no time is taken: where this process itself has stood
/// still, answers may lie there unread.
const LOOKS: u32 = 3;
/// For how long a statement for which others had to leave has connections of its own.
const REMEMBERED_LEFT: Duration = Duration::from_secs(60);
/// The most statements that are remembered.
const MOST_REMEMBERED: usize = 64;

/// The connections to one server that are shared.
pub(super) struct Shared {
    open: Mutex<Vec<Arc<Common>>>,
    slow: Slow,
    /// How long a connection is kept here, until the pool looks after it again.
    kept: Duration,
}

/// A connection that is shared.
pub(super) struct Common {
    lease: Lease,
    opened: Instant,
    begun: AtomicU64,
    ended: AtomicU64,
    /// How many of those that have ended were answered: nobody waits for the others, but the server may still be at them.
    answers: AtomicU64,
    /// When an answer last came, in nanoseconds after it was opened.
    answered: AtomicU64,
    /// Nothing more is begun on it.
    is_over: AtomicBool,
    /// Told when those who wait shall not wait any longer.
    gives_up: Notify,
}

/// A statement on a connection that is shared, until the value is dropped.
pub(super) struct Part {
    common: Arc<Common>,
    /// The number of those that were begun before it.
    nth: u64,
    /// When it was begun, as [`Common::now`] has it.
    begun: u64,
    is_done: bool,
}

impl Shared {
    pub(super) fn new(options: &Options) -> Self {
        Shared {
            open: Mutex::default(),
            slow: Slow::default(),
            kept: options.ping_after.min(options.max_age) / 2,
        }
    }

    /// A part of a connection that is open and has room; one without room, where `is_full` says that there are no others.
    pub(super) fn part(&self, is_full: bool) -> Option<Part> {
        let mut open = self.open();
        open.retain(|common| common.is_good(self.kept));
        // The first one that has room: so that few are busy, and the others can be given back.
        let roomy = open.iter().find(|common| common.under_way() < TOGETHER);
        let quietest = || open.iter().min_by_key(|common| common.under_way());
        let common = roomy.or_else(|| quietest().filter(|_| is_full))?;
        Some(Common::part(common))
    }

    /// Opens a connection to be shared, and takes a part of it.
    pub(super) fn add(&self, lease: Lease) -> Part {
        let common = Arc::new(Common {
            lease,
            opened: Instant::now(),
            begun: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            answers: AtomicU64::new(0),
            answered: AtomicU64::new(0),
            is_over: AtomicBool::new(false),
            gives_up: Notify::new(),
        });
        tokio::spawn(watch(Arc::downgrade(&common)));
        let part = Common::part(&common);
        self.open().push(common);
        part
    }

    /// Gives a connection back to the pool, when its statements have ended: somebody needs one alone.
    pub(super) fn yields(&self) {
        self.open().pop();
    }

    /// Gives all of them back. They keep their server, and it keeps them.
    pub(super) fn close(&self) {
        self.open().clear();
    }

    /// Whether a statement has taken long not long ago.
    pub(super) fn is_slow(&self, name: &'static str) -> bool {
        self.slow.has(name)
    }

    /// No part of this one is taken any more. What is under way on it ends there.
    fn forget(&self, over: &Arc<Common>) {
        self.open().retain(|common| !Arc::ptr_eq(common, over));
    }

    fn open(&self) -> MutexGuard<'_, Vec<Arc<Common>>> {
        // No code panics while it holds the lock.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Common {
    fn part(common: &Arc<Self>) -> Part {
        Part {
            nth: common.begun.fetch_add(1, Ordering::Relaxed),
            begun: common.now(),
            common: Arc::clone(common),
            is_done: false,
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.opened.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    /// How long the server took for a statement that has ended now: not before the one before it had ended.
    fn taken(&self, begun: u64) -> Duration {
        let now = self.now();
        let before = self.answered.swap(now, Ordering::Relaxed);
        Duration::from_nanos(now.saturating_sub(before.max(begun)))
    }

    fn under_way(&self) -> u64 {
        let ended = self.ended.load(Ordering::Relaxed);
        self.begun.load(Ordering::Relaxed).saturating_sub(ended)
    }

    /// Whether more may be begun on it.
    fn is_good(&self, kept: Duration) -> bool {
        !self.is_over.load(Ordering::Relaxed)
            && !self.lease.is_given_up()
            && !self.lease.client().is_closed()
            && self.opened.elapsed() < kept
    }

    fn shared(&self) -> &Shared {
        self.lease.server().shared()
    }
}

impl Part {
    /// The connection.
    pub(super) fn common(&self) -> Arc<Common> {
        Arc::clone(&self.common)
    }

    /// What comes of the statement; none where its connection is given up before the server has come to it.
    pub(super) async fn run<T>(
        mut self,
        name: &'static str,
        statement: impl Future<Output = T>,
    ) -> Option<T> {
        let common = Arc::clone(&self.common);
        let given_up = pin!(common.gives_up.notified());
        if common.is_over.load(Ordering::Relaxed) {
            return None;
        }
        let mut statement = pin!(statement);
        let result = match select(statement.as_mut(), given_up).await {
            Either::Left((result, _)) => {
                common.answers.fetch_add(1, Ordering::Relaxed);
                if common.taken(self.begun) > LONG {
                    common.shared().slow.add(name, REMEMBERED_LONG);
                }
                result
            }
            Either::Right(_) if self.is_first() => {
                common.shared().slow.add(name, REMEMBERED_LEFT);
                statement.await
            }
            Either::Right(_) => return None,
        };
        self.is_done = true;
        Some(result)
    }

    /// Whether all that was begun before it is answered, so that the server is at this one.
    fn is_first(&self) -> bool {
        self.common.answers.load(Ordering::Relaxed) >= self.nth
    }
}

impl Deref for Common {
    type Target = Lease;

    fn deref(&self) -> &Lease {
        &self.lease
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nobody reads the answer, which comes first all the same: no more statements are put behind it. When the last of those that
        // are there has ended, the lease cancels it.
        if !self.is_done {
            self.common.is_over.store(true, Ordering::Relaxed);
            self.common.shared().forget(&self.common);
        }
        self.common.ended.fetch_add(1, Ordering::Relaxed);
    }
}

/// Looks at a connection until it is gone, or makes those who use it wait too long.
async fn watch(common: Weak<Common>) {
    let (mut ended, mut looks) = (0, 0);
    loop {
        tokio::time::sleep(PATIENCE / LOOKS).await;
        let Some(common) = common.upgrade() else {
            return;
        };
        let now = common.ended.load(Ordering::Relaxed);
        if now != ended || common.under_way() == 0 {
            (ended, looks) = (now, 0);
            continue;
        }
        looks += 1;
        if looks >= LOOKS {
            common.is_over.store(true, Ordering::Relaxed);
            common.gives_up.notify_waiters();
            return;
        }
    }
}

/// The names of statements that have taken long, and until when that counts.
#[derive(Default)]
struct Slow {
    /// Most often there is none, and nobody has to look.
    are_some: AtomicBool,
    names: Mutex<Vec<(&'static str, Instant)>>,
}

impl Slow {
    fn has(&self, name: &'static str) -> bool {
        if !self.are_some.load(Ordering::Relaxed) {
            return false;
        }
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        names.retain(|(_, until)| now < *until);
        self.are_some.store(!names.is_empty(), Ordering::Relaxed);
        names.iter().any(|(known, _)| *known == name)
    }

    fn add(&self, name: &'static str, time: Duration) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.retain(|(known, _)| *known != name);
        if names.len() >= MOST_REMEMBERED {
            names.remove(0);
        }
        names.push((name, Instant::now() + time));
        self.are_some.store(true, Ordering::Relaxed);
    }
}
