//! The statement under way, on a terminal, when it takes longer than a second.

use std::io::{IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rowtype_runtime::migrate::{Applied, Progress};

/// From when on a statement is shown, and how often.
const LONG: Duration = Duration::from_secs(1);
const OFTEN: Duration = Duration::from_millis(250);

/// What is shown. Its clones are the same line.
#[derive(Clone)]
pub struct Shown(Arc<Mutex<State>>);

struct State {
    /// What is under way, and since when.
    current: Option<(String, Instant)>,
    is_drawn: bool,
    is_over: bool,
}

impl Shown {
    /// Begins to show on standard error, where that is a terminal.
    pub fn start() -> Shown {
        let is_over = !std::io::stderr().is_terminal();
        let shown = Shown(Arc::new(Mutex::new(State {
            current: None,
            is_drawn: false,
            is_over,
        })));
        if !is_over {
            let drawn = shown.clone();
            thread::spawn(move || {
                while drawn.draw() {
                    thread::sleep(OFTEN);
                }
            });
        }
        shown
    }

    /// Notes what is being done. Gives the migration that is done.
    pub fn note<'a>(&self, progress: &Progress<'a>) -> Option<&'a Applied> {
        let mut state = self.state();
        state.clear();
        let (line, applied) = match progress {
            Progress::Waiting => {
                if !state.is_over {
                    eprintln!("another migrator is at work on this database: waiting for it");
                }
                (None, None)
            }
            Progress::Statement {
                name,
                number,
                statements,
                line,
                text,
                ..
            } => {
                let begin = text.lines().next().unwrap_or_default();
                let begin: String = begin.chars().take(40).collect();
                let place = format!("{name}, statement {number} of {statements}, line {line}");
                (Some(format!("{place}: {begin}")), None)
            }
            Progress::Finished(applied) => (None, Some(*applied)),
            _ => (None, None),
        };
        state.current = line.map(|line| (line, Instant::now()));
        applied
    }

    /// Shows nothing more.
    pub fn end(&self) {
        let mut state = self.state();
        state.clear();
        state.is_over = true;
    }

    fn draw(&self) -> bool {
        let mut state = self.state();
        if let Some((line, since)) = &state.current
            && !state.is_over
            && since.elapsed() >= LONG
        {
            let mut terminal = std::io::stderr();
            let seconds = since.elapsed().as_secs();
            // A terminal that is gone is no reason to stop.
            let _ = write!(terminal, "\r\x1b[K{line} ({seconds} s)");
            let _ = terminal.flush();
            state.is_drawn = true;
        }
        !state.is_over
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What is behind the lock is whole at any time.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn clear(&mut self) {
        if std::mem::take(&mut self.is_drawn) {
            eprint!("\r\x1b[K");
        }
    }
}
