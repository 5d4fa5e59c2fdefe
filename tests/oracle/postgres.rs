//! PostgreSQL: the server whose address is in `ROWTYPE_TEST_POSTGRES`.

use std::env;
use std::process;

use rowtype::analyze::{Rendered, TypedQuery};
use rowtype::catalog::{Catalog, EnumSource};
use rowtype::dialect::Dialect;
use rowtype::ty::Ty;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, NoTls, SimpleQueryMessage};

use super::cases::Case;
use super::check::Oracle;
use super::sqlite;
use super::value::Value;

/// Where databases can be made.
pub struct Server {
    config: Config,
}

/// A database with a case's schema, dropped with its value.
pub struct Database {
    runtime: Runtime,
    client: Client,
    tables: Vec<String>,
    /// What made it, and by which name; none for one that was there.
    made: Option<(Config, String)>,
}

impl Server {
    /// The server that the tests were given.
    pub fn from_environment() -> Server {
        let Ok(address) = env::var("ROWTYPE_TEST_POSTGRES") else {
            panic!(
                "ROWTYPE_TEST_POSTGRES is not set. `cargo xtask test` starts a PostgreSQL for all tests, \
                 `cargo xtask with-postgres cargo test --test oracle` for these"
            );
        };
        match address.parse() {
            Ok(config) => Server { config },
            Err(error) => panic!("ROWTYPE_TEST_POSTGRES: {error}"),
        }
    }

    /// The database that every server has.
    pub fn maintenance(&self) -> Database {
        let runtime = runtime();
        let client = connect(&runtime, &self.config);
        Database {
            runtime,
            client,
            tables: Vec::new(),
            made: None,
        }
    }

    /// A new database that holds the case's schema.
    pub fn database(&self, case: &Case) -> Database {
        let runtime = runtime();
        let name = format!("oracle_{}_{}", case.name, process::id());
        let admin = connect(&runtime, &self.config);
        let script = |sql: &str| runtime.block_on(admin.batch_execute(sql));
        script(&format!("DROP DATABASE IF EXISTS {name}"))
            .and_then(|()| script(&format!("CREATE DATABASE {name}")))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let client = connect(&runtime, self.config.clone().dbname(&name));
        if let Err(error) = runtime.block_on(client.batch_execute(&case.schema)) {
            panic!(
                "{}: PostgreSQL refuses the schema: {}",
                case.name,
                reason(&error)
            );
        }
        Database {
            runtime,
            client,
            tables: sqlite::tables(&case.catalog),
            made: Some((self.config.clone(), name)),
        }
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}

impl Database {
    /// The first value of each row, NULL as the empty text.
    pub fn column(&mut self, query: &str) -> Result<Vec<String>, String> {
        let messages = self.runtime.block_on(self.client.simple_query(query));
        let messages = messages.map_err(|error| reason(&error))?;
        Ok(messages
            .iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
                _ => None,
            })
            .collect())
    }
}

fn connect(runtime: &Runtime, config: &Config) -> Client {
    match runtime.block_on(config.connect(NoTls)) {
        Ok((client, connection)) => {
            runtime.spawn(connection);
            client
        }
        Err(error) => panic!("ROWTYPE_TEST_POSTGRES: {error}"),
    }
}

/// The server's own words.
fn reason(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(error) => error.message().to_owned(),
        None => error.to_string(),
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((config, name)) = self.made.take() {
            let admin = connect(&self.runtime, &config);
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            // A database that stays goes with the server.
            let _ = self.runtime.block_on(admin.batch_execute(&drop));
        }
    }
}

impl Oracle for Database {
    fn prepare(&mut self, sql: &str) -> Result<(), String> {
        match self.runtime.block_on(self.client.prepare(sql)) {
            Ok(_) => Ok(()),
            Err(error) => Err(reason(&error)),
        }
    }

    fn describe(&mut self, case: &Case, query: &TypedQuery, rendered: &Rendered) -> Vec<String> {
        let statement = match self.runtime.block_on(self.client.prepare(&rendered.sql)) {
            Ok(statement) => statement,
            Err(error) => return vec![format!("{}\n{}", reason(&error), rendered.sql)],
        };
        let mut findings = Vec::new();
        if statement.params().len() != rendered.binds.len() {
            findings.push(format!(
                "PostgreSQL sees {} parameters, the analysis {}",
                statement.params().len(),
                rendered.binds.len()
            ));
        }
        for (theirs, index) in statement.params().iter().zip(&rendered.binds) {
            let param = &query.params[*index];
            let ty = match param.slice {
                true => Ty::Array(Box::new(param.ty.clone())),
                false => param.ty.clone(),
            };
            if !is_named(&case.catalog, &ty, theirs.name()) {
                findings.push(format!(
                    "parameter `{}` is {}, not {ty:?}",
                    param.name,
                    theirs.name()
                ));
            }
        }
        if statement.columns().len() != query.columns.len() {
            findings.push(format!(
                "PostgreSQL gives {} columns, the analysis {}",
                statement.columns().len(),
                query.columns.len()
            ));
        }
        for (theirs, ours) in statement.columns().iter().zip(&query.columns) {
            if theirs.name() != ours.name {
                findings.push(format!("`{}` is named `{}`", ours.name, theirs.name()));
            }
            if !is_named(&case.catalog, &ours.ty, theirs.type_().name()) {
                findings.push(format!(
                    "`{}` is {}, not {:?}",
                    ours.name,
                    theirs.type_().name(),
                    ours.ty
                ));
            }
        }
        findings
    }

    fn clear(&mut self) {
        let clear = format!("TRUNCATE {} CASCADE", self.tables.join(", "));
        if let Err(error) = self.runtime.block_on(self.client.batch_execute(&clear)) {
            panic!("{clear}: {}", reason(&error));
        }
    }

    fn insert(&mut self, insert: &str) -> bool {
        let inserted = self.runtime.block_on(self.client.batch_execute(insert));
        inserted.is_ok()
    }

    fn run(
        &mut self,
        _query: &TypedQuery,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<Vec<bool>>, String> {
        let arguments: Vec<String> = values
            .iter()
            .map(|value| value.literal(Dialect::Postgres))
            .collect();
        let arguments = match arguments.len() {
            0 => String::new(),
            _ => format!("({})", arguments.join(", ")),
        };
        // Values as text, for the server to read as the types that it has inferred.
        let script = format!("BEGIN; PREPARE checked AS {sql}; EXECUTE checked{arguments}");
        let result = self.runtime.block_on(self.client.simple_query(&script));
        let undo = "ROLLBACK; DEALLOCATE ALL";
        if let Err(error) = self.runtime.block_on(self.client.batch_execute(undo)) {
            panic!("{undo}: {}", reason(&error));
        }
        let messages = result.map_err(|error| reason(&error))?;
        Ok(messages
            .iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(
                    (0..row.len())
                        .map(|index| row.get(index).is_none())
                        .collect(),
                ),
                _ => None,
            })
            .collect())
    }
}

/// Whether the server's name for a type stands for ours.
fn is_named(catalog: &Catalog, ty: &Ty, name: &str) -> bool {
    match ty {
        Ty::Bool => name == "bool",
        Ty::Int16 => name == "int2",
        Ty::Int32 => name == "int4",
        Ty::Int64 => name == "int8",
        Ty::Float32 => name == "float4",
        Ty::Float64 => name == "float8",
        Ty::Numeric => name == "numeric",
        Ty::Text => name == "text",
        Ty::Varchar => name == "varchar",
        Ty::Char => name == "bpchar",
        Ty::Bytes => name == "bytea",
        Ty::Uuid => name == "uuid",
        Ty::Json => name == "json",
        Ty::Jsonb => name == "jsonb",
        Ty::Date => name == "date",
        Ty::Time => name == "time",
        Ty::Timestamp => name == "timestamp",
        Ty::TimestampTz => name == "timestamptz",
        Ty::Interval => name == "interval",
        Ty::Enum(id) => match catalog.enum_(*id).source {
            EnumSource::Type => name == catalog.enum_(*id).name,
            // The words of a CHECK are text to the server.
            EnumSource::Check { .. } => ["text", "varchar", "bpchar"].contains(&name),
        },
        Ty::Array(element) => name
            .strip_prefix('_')
            .is_some_and(|name| is_named(catalog, element, name)),
        Ty::Other(other) => name == other,
        Ty::Any => false,
    }
}
