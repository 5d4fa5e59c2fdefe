//! Money that many give each other at once: no cent is lost or made, whoever waits for another, goes away half-way or panics.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;

use super::driver::{Db, Read, Result, Sql, Tx, TxOptions, Write};
use super::fixture::{Fixture, sql};

static NOTE: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "note",
        "INSERT INTO transfers (id, payer, payee) VALUES ($1, $2, $3)",
    )
});
static TAKE: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "take",
        "UPDATE accounts SET cents = cents - 7 WHERE id = $1",
    )
});
static GIVE: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "give",
        "UPDATE accounts SET cents = cents + 7 WHERE id = $1",
    )
});

const ACCOUNTS: i64 = 10;
const TASKS: i64 = 16;
const TURNS: i64 = 20;
/// Whoever waits longest waits for a connection, and that five times.
const BOUND: Duration = Duration::from_secs(20);

#[derive(Clone, Copy)]
struct Transfer {
    id: i64,
    payer: i64,
    payee: i64,
}

/// What became of a transfer.
#[derive(Default)]
struct Told {
    done: BTreeSet<i64>,
    /// Committed perhaps, as nobody waited for the answer.
    doubtful: BTreeSet<i64>,
    refused: u32,
}

impl Transfer {
    fn of(task: i64, turn: i64) -> Self {
        Transfer {
            id: turn * TASKS + task,
            payer: (task + turn) % ACCOUNTS,
            payee: (task * 5 + turn * 3 + 1) % ACCOUNTS,
        }
    }

    async fn run(self, tx: &Tx<'_>) -> Result<()> {
        tx.execute(&NOTE, &[&self.id, &self.payer, &self.payee])
            .await?;
        tx.execute(&TAKE, &[&self.payer]).await?;
        tx.execute(&GIVE, &[&self.payee]).await?;
        Ok(())
    }

    async fn run_by(self, db: &Db) -> Result<()> {
        let work = async move |tx: &Tx<'_>| self.run(tx).await;
        db.transact(TxOptions::default(), work).await
    }

    /// Where all is done but for the commit, the task dies.
    async fn panic_by(self, db: &Db) {
        let db = db.clone();
        let dies = tokio::spawn(async move {
            let work = async move |tx: &Tx<'_>| -> Result<()> {
                self.run(tx).await?;
                panic!("as asked");
            };
            db.transact(TxOptions::default(), work).await
        });
        match dies.await {
            Err(error) => assert!(error.is_panic()),
            Ok(given) => check(&given.unwrap_err().kind()),
        }
    }
}

fn check(kind: &ErrorKind) {
    let expected = [ErrorKind::Check, ErrorKind::Retry, ErrorKind::Pool];
    assert!(expected.contains(kind), "{kind:?}");
}

async fn transfer(db: Db, task: i64) -> Told {
    let mut told = Told::default();
    for turn in 0..TURNS {
        let transfer = Transfer::of(task, turn);
        let start = Instant::now();
        match turn % 10 {
            3 => transfer.panic_by(&db).await,
            6 => {
                let soon = Duration::from_micros(300 * u64::try_from(turn).unwrap());
                let given = tokio::time::timeout(soon, transfer.run_by(&db)).await;
                if !matches!(given, Ok(Err(_))) {
                    told.doubtful.insert(transfer.id);
                }
            }
            _ => match transfer.run_by(&db).await {
                Ok(()) => {
                    told.done.insert(transfer.id);
                }
                Err(error) => {
                    check(&error.kind());
                    told.refused += 1;
                }
            },
        }
        assert!(start.elapsed() < BOUND, "{:?}", start.elapsed());
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_cent_is_lost_or_made() {
    let fixture = Fixture::start("ledger").await;
    let db = &fixture.db;
    db.execute_script(
        "CREATE TABLE accounts (id bigint PRIMARY KEY, cents bigint NOT NULL CHECK (cents >= 0));
         CREATE TABLE transfers (id bigint PRIMARY KEY, payer bigint NOT NULL, payee bigint NOT NULL);",
    )
    .await
    .unwrap();
    let insert = sql("open", "INSERT INTO accounts (id, cents) VALUES ($1, 1000)");
    for id in 0..ACCOUNTS {
        db.execute(&insert, &[&id]).await.unwrap();
    }
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| tokio::spawn(transfer(db.clone(), task)))
        .collect();
    let mut told = Told::default();
    for task in tasks {
        let mut mine = task.await.unwrap();
        told.done.append(&mut mine.done);
        told.doubtful.append(&mut mine.doubtful);
        told.refused += mine.refused;
    }

    let noted = Sql::new("noted", "SELECT id, payer, payee FROM transfers");
    let noted = db.query_all(&noted, &[], |row| {
        Ok(Transfer {
            id: row.get(0)?,
            payer: row.get(1)?,
            payee: row.get(2)?,
        })
    });
    let noted = noted.await.unwrap();
    let mut expected: BTreeMap<i64, i64> = (0..ACCOUNTS).map(|id| (id, 1_000)).collect();
    for transfer in &noted {
        *expected.get_mut(&transfer.payer).unwrap() -= 7;
        *expected.get_mut(&transfer.payee).unwrap() += 7;
    }
    let accounts = Sql::new("accounts", "SELECT id, cents FROM accounts");
    let accounts = db.query_all(&accounts, &[], |row| Ok((row.get(0)?, row.get(1)?)));
    let accounts: BTreeMap<i64, i64> = accounts.await.unwrap().into_iter().collect();
    assert_eq!(accounts, expected);
    assert_eq!(accounts.values().sum::<i64>(), 1_000 * ACCOUNTS);

    let noted: BTreeSet<i64> = noted.iter().map(|transfer| transfer.id).collect();
    assert!(told.done.is_subset(&noted), "committed, and not there");
    let known = &told.done | &told.doubtful;
    assert!(noted.is_subset(&known), "refused, and there all the same");
    // Some go without: five times another was first, or their connection came too late.
    assert!(told.done.len() > 150, "{} refused", told.refused);
}
