//! What a process tells its observer: the statements that ran, and everything that a log could have in it.
//!
//! The observer belongs to the process: while somebody has a [`Watch`], nobody else gets one.

use std::collections::BTreeSet;
use std::mem::take;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use rowtype_runtime::{Event, observe};

static STATEMENTS: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static EVENTS: Mutex<Vec<String>> = Mutex::new(Vec::new());
static TURN: Mutex<()> = Mutex::new(());

/// Whoever has it is alone in looking at what happens.
pub struct Watch {
    _turn: MutexGuard<'static, ()>,
}

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// Begins to note what happens in this process, as soon as nobody else does.
    pub fn start() -> Watch {
        static START: Once = Once::new();
        let turn = lock(&TURN);
        START.call_once(|| {
            let is_first = observe(|event| {
                if let Event::Statement { sql, .. } = event {
                    lock(&STATEMENTS).insert(sql.to_owned());
                }
                lock(&EVENTS).push(format!("{event:?}"));
            });
            assert!(is_first, "somebody else watches");
        });
        let watch = Watch { _turn: turn };
        watch.statements();
        watch.events();
        watch
    }

    /// The texts of the statements since it was last asked.
    pub fn statements(&self) -> BTreeSet<String> {
        take(&mut *lock(&STATEMENTS))
    }

    /// All that was told since it was last asked.
    pub fn events(&self) -> Vec<String> {
        take(&mut *lock(&EVENTS))
    }
}
