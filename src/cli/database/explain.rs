//! Asking a database how it would run a statement.

use rowtype::explain::Text;
use rowtype_runtime::{Error, Sql, mysql, postgres, sqlite};

use super::{Connection, Db, told};

/// What is asked.
pub struct Question<'a> {
    /// The statements, in the order that they run in.
    pub texts: &'a [Text<'a>],
    /// The values of their parameters, by name or by number from 1 on; none for NULL. Empty: it is asked for any values.
    pub values: &'a [(String, Option<String>)],
    /// Whether they are run, and rolled back.
    pub analyze: bool,
}

impl Connection {
    /// The plan of each statement, in lines. The error is for people.
    pub fn explain(&self, question: &Question<'_>) -> Result<Vec<Vec<String>>, String> {
        match &self.db {
            Db::Postgres(db) => self.runtime.block_on(of_postgres(db, question)),
            Db::Mysql(db) => self.runtime.block_on(of_mysql(db, question)),
            Db::Sqlite(db) => self.runtime.block_on(of_sqlite(db, question)),
        }
    }
}

/// The name of the statement at the server.
const NAME: &str = "rowtype_explained";

async fn of_postgres(
    db: &postgres::Db,
    question: &Question<'_>,
) -> Result<Vec<Vec<String>>, String> {
    let failed = |error: Error| told(&error);
    let tx = db.begin().await.map_err(failed)?;
    // Whoever asks may have to wait for the very statement that is too slow.
    let settings = "SET LOCAL statement_timeout = 0; SET LOCAL plan_cache_mode =";
    let mut plans = Vec::new();
    let is_for_any = question.values.is_empty() && !question.analyze;
    let mode = match is_for_any {
        true => "force_generic_plan",
        false => "force_custom_plan",
    };
    for text in question.texts {
        tx.execute_script(&format!(
            "{settings} {mode}; PREPARE {NAME} AS {}",
            text.sql
        ))
        .await
        .map_err(failed)?;
        let types = format!(
            "SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = '{NAME}'"
        );
        let types = lines(&tx, types).await.map_err(failed)?;
        let arguments = match is_for_any {
            true => vec!["NULL".to_owned(); types.len()],
            false => literals(text, &types, question.values)?,
        };
        let call = match arguments.is_empty() {
            true => NAME.to_owned(),
            false => format!("{NAME}({})", arguments.join(", ")),
        };
        let options = if question.analyze {
            "(ANALYZE, BUFFERS) "
        } else {
            ""
        };
        let plan = lines(&tx, format!("EXPLAIN {options}EXECUTE {call}")).await;
        plans.push(plan.map_err(failed)?);
        tx.execute_script(&format!("DEALLOCATE {NAME}"))
            .await
            .map_err(failed)?;
    }
    tx.rollback().await.map_err(failed)?;
    Ok(plans)
}

/// The texts in the first column.
async fn lines(tx: &postgres::Tx<'_>, text: String) -> Result<Vec<String>, Error> {
    use postgres::Read;
    let sql = Sql {
        name: "explain",
        text: text.into(),
        is_filtered: false,
    };
    // A stream has no limit of time.
    let mut rows = tx.stream(&sql, &[], |row| row.get::<String>(0)).await?;
    let mut lines = Vec::new();
    while let Some(line) = rows.next().await {
        lines.push(line?);
    }
    Ok(lines)
}

/// MariaDB and MySQL say what they would do in one text, and what they have done.
async fn of_mysql(db: &mysql::Db, question: &Question<'_>) -> Result<Vec<Vec<String>>, String> {
    let failed = |error: Error| told(&error);
    let tx = db.begin().await.map_err(failed)?;
    let version = mysql_text(&tx, "SELECT VERSION()", &[]).await;
    let is_mariadb = version.map_err(failed)?.contains("MariaDB");
    let how = match (is_mariadb, question.analyze) {
        (true, false) => "EXPLAIN FORMAT=JSON",
        (true, true) => "ANALYZE FORMAT=JSON",
        (false, false) => "EXPLAIN FORMAT=TREE",
        (false, true) => "EXPLAIN ANALYZE",
    };
    let mut plans = Vec::new();
    for text in question.texts {
        let values = bound(text, question.values)?;
        let values: Vec<&(dyn mysql::Encode + Sync)> =
            values.iter().map(|value| &**value as _).collect();
        let plan = mysql_text(&tx, &format!("{how} {}", text.sql), &values).await;
        plans.push(plan.map_err(failed)?.lines().map(str::to_owned).collect());
    }
    tx.rollback().await.map_err(failed)?;
    Ok(plans)
}

/// The one text that a statement gives.
async fn mysql_text(
    tx: &mysql::Tx<'_>,
    text: &str,
    values: &mysql::Params<'_>,
) -> Result<String, Error> {
    use mysql::Read;
    let sql = Sql {
        name: "explain",
        text: text.to_owned().into(),
        is_filtered: false,
    };
    tx.query_one(&sql, values, |row| row.get(0)).await
}

/// The most values that a statement can have.
const MOST: usize = 65_535;

/// The values as they are bound: a number that came as text would be compared as text, and be no number of rows at all. The
/// error names those that are missing.
fn bound(
    text: &Text<'_>,
    values: &[(String, Option<String>)],
) -> Result<Vec<Box<dyn mysql::Encode + Sync>>, String> {
    let numbered = values.iter().filter_map(|(name, _)| name.parse().ok());
    let numbered = numbered.filter(|number| *number <= MOST);
    let count = numbered.chain([text.params.len()]).max().unwrap_or(0);
    let mut bound: Vec<Box<dyn mysql::Encode + Sync>> = Vec::new();
    let mut missing = Vec::new();
    for at in 0..count {
        let number = (at + 1).to_string();
        let param = text.params.get(at);
        let name = param.map_or(&number, |param| &param.name);
        let is_integer = param.is_none_or(|param| param.is_integer);
        let given = values
            .iter()
            .find(|(given, _)| given == name || *given == number);
        let value = given.and_then(|(_, value)| value.as_deref());
        let integer = value.filter(|_| is_integer);
        match (given, integer.and_then(|value| value.parse::<i64>().ok())) {
            (None, _) => missing.push(format!("--param {name}=..")),
            (Some(_), Some(integer)) => bound.push(Box::new(integer)),
            (Some(_), None) => bound.push(Box::new(value.map(str::to_owned))),
        }
    }
    missing.dedup();
    match missing.is_empty() {
        true => Ok(bound),
        false => Err(format!(
            "it is planned for values alone, and they are missing: {}",
            missing.join(", ")
        )),
    }
}

async fn of_sqlite(db: &sqlite::Db, question: &Question<'_>) -> Result<Vec<Vec<String>>, String> {
    if question.analyze || !question.values.is_empty() {
        return Err(
            "SQLite plans for any values, and does not tell what happened: --param and --analyze are for servers"
                .to_owned(),
        );
    }
    let texts: Vec<String> = question
        .texts
        .iter()
        .map(|text| text.sql.to_owned())
        .collect();
    let plans = db.raw(move |connection| {
        texts
            .iter()
            .map(|text| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
                let mut rows = statement.raw_query();
                let mut nodes: Vec<(i64, usize)> = Vec::new();
                let mut lines = Vec::new();
                while let Some(row) = rows.next()? {
                    let (id, parent): (i64, i64) = (row.get(0)?, row.get(1)?);
                    let above = nodes.iter().find(|(known, _)| *known == parent);
                    let depth = above.map_or(0, |(_, depth)| depth + 1);
                    nodes.push((id, depth));
                    lines.push(format!(
                        "{}{}",
                        "  ".repeat(depth),
                        row.get::<_, String>(3)?
                    ));
                }
                Ok(lines)
            })
            .collect()
    });
    plans.await.map_err(|error| told(&error))
}

/// The values as literals, for parameters of these types. The error names those that are missing.
fn literals(
    text: &Text<'_>,
    types: &[String],
    values: &[(String, Option<String>)],
) -> Result<Vec<String>, String> {
    let mut literals = Vec::new();
    let mut missing = Vec::new();
    for (at, ty) in types.iter().enumerate() {
        let number = (at + 1).to_string();
        let name = text.params.get(at).map_or(&number, |param| &param.name);
        match values
            .iter()
            .find(|(given, _)| given == name || *given == number)
        {
            Some((_, Some(value))) => literals.push(format!("'{}'", value.replace('\'', "''"))),
            Some((_, None)) => literals.push("NULL".to_owned()),
            None => missing.push(format!("--param {name}=.. ({ty})")),
        }
    }
    missing.dedup();
    match missing.is_empty() {
        true => Ok(literals),
        false => Err(format!("values are missing: {}", missing.join(", "))),
    }
}
