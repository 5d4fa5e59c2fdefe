//! The driver's client, with the statements that it has prepared.
//!
//! By its text the driver finds a statement only after it has parsed the text for names of parameters, which costs more than the
//! rest of what is done here for a statement.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use mysql_async::prelude::Queryable;
use mysql_async::{BinaryProtocol, Conn, Params, QueryResult, Result, Row, Statement};

use crate::mysql::call::Call;

/// Prepared statements that each connection keeps; the one that was prepared longest ago makes room for a new one.
pub(super) const STATEMENTS_KEPT: usize = 256;

/// The driver's client.
pub(super) struct Client {
    pub(super) conn: Conn,
    /// Those that the driver used last, of as many as it keeps: what it closes is not here any more.
    statements: HashMap<Arc<str>, Statement>,
    /// Their texts, in the order that they were prepared in.
    texts: VecDeque<Arc<str>>,
}

impl Client {
    pub(super) fn new(conn: Conn) -> Self {
        Client {
            conn,
            statements: HashMap::new(),
            texts: VecDeque::new(),
        }
    }

    /// Somebody else may make the driver close statements.
    pub(super) fn forget(&mut self) {
        self.statements.clear();
        self.texts.clear();
    }

    /// Runs a statement. Its rows stay with the connection.
    pub(super) async fn begin(&mut self, call: Call<'_>) -> Result<()> {
        let values = match call.values.is_empty() {
            true => Params::Empty,
            false => Params::Positional(call.values),
        };
        let statement = self.statement(&call.text).await?;
        self.conn.exec_iter(statement, values).await.map(drop)
    }

    /// The rows of the statement under way.
    pub(super) fn rows(&mut self) -> QueryResult<'_, 'static, BinaryProtocol> {
        QueryResult::new(&mut self.conn)
    }

    /// The next row of the statement under way.
    pub(super) async fn next(&mut self) -> Result<Option<Row>> {
        self.rows().next().await
    }

    async fn statement(&mut self, text: &str) -> Result<Statement> {
        if let Some(known) = self.statements.get(text) {
            return Ok(known.clone());
        }
        if self.texts.len() >= STATEMENTS_KEPT
            && let Some(oldest) = self.texts.pop_front()
        {
            self.statements.remove(&oldest);
        }
        let statement = self.conn.prep(text).await?;
        let text: Arc<str> = text.into();
        self.texts.push_back(Arc::clone(&text));
        self.statements.insert(text, statement.clone());
        Ok(statement)
    }
}
