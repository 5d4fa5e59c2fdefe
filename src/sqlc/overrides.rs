//! Go types that somebody chose: those that Rust has by default anyway, and those that need a word.

use super::{Block, Override};

/// What becomes of an override.
pub(super) enum Fate {
    /// Its Rust type is the default.
    Default,
    /// Somebody has to name a Rust type.
    Open,
}

/// Go types with the database types for which Rust's default is the same thing.
const SAME: &[(&str, &[&str])] = &[
    ("github.com/google/uuid.UUID", &["uuid"]),
    ("github.com/google/uuid.NullUUID", &["uuid"]),
    ("github.com/gofrs/uuid.UUID", &["uuid"]),
    ("github.com/jackc/pgx/v5/pgtype.UUID", &["uuid"]),
    (
        "time.Time",
        &["timestamptz", "timestamp", "date", "time", "datetime"],
    ),
    (
        "database/sql.NullTime",
        &["timestamptz", "timestamp", "date", "time", "datetime"],
    ),
    (
        "gopkg.in/guregu/null.v4.Time",
        &["timestamptz", "timestamp", "date", "datetime"],
    ),
    (
        "github.com/shopspring/decimal.Decimal",
        &["numeric", "decimal"],
    ),
    (
        "github.com/shopspring/decimal.NullDecimal",
        &["numeric", "decimal"],
    ),
    ("encoding/json.RawMessage", &["json", "jsonb"]),
    ("string", &["text", "varchar", "char", "bpchar", "citext"]),
    (
        "database/sql.NullString",
        &["text", "varchar", "char", "bpchar", "citext"],
    ),
    (
        "gopkg.in/guregu/null.v4.String",
        &["text", "varchar", "char", "bpchar"],
    ),
    ("bool", &["bool", "boolean"]),
    ("database/sql.NullBool", &["bool", "boolean"]),
    ("int16", &["int2", "smallint", "smallserial"]),
    ("int32", &["int4", "int", "integer", "serial"]),
    (
        "database/sql.NullInt32",
        &["int4", "int", "integer", "serial"],
    ),
    ("int64", &["int8", "bigint", "bigserial", "integer"]),
    (
        "database/sql.NullInt64",
        &["int8", "bigint", "bigserial", "integer"],
    ),
    ("float32", &["float4", "real"]),
    ("float64", &["float8", "double precision", "double", "real"]),
    (
        "database/sql.NullFloat64",
        &["float8", "double precision", "real"],
    ),
    ("[]byte", &["bytea", "blob"]),
];

/// What becomes of an override, `db_type` being the type that it is about.
pub(super) fn fate(one: &Override, db_type: &str) -> Fate {
    let go = one.go_type.trim_start_matches('*');
    let bare = db_type.to_lowercase();
    let bare = bare.trim_start_matches("pg_catalog.");
    let bare = bare.split('(').next().unwrap_or_default().trim();
    let bare = match bare {
        "timestamp with time zone" => "timestamptz",
        "timestamp without time zone" => "timestamp",
        "character varying" => "varchar",
        "character" => "char",
        other => other,
    };
    let same = SAME
        .iter()
        .any(|(known, types)| *known == go && types.contains(&bare));
    if same { Fate::Default } else { Fate::Open }
}

impl Block {
    /// The lines of `[types]` that somebody has to fill in. What Rust has by default is left out with a word.
    pub(super) fn open_types(&mut self, type_of: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let mut lines = Vec::new();
        for one in self.overrides.clone() {
            let target = last_two(&one.target);
            let known = if one.is_column {
                type_of(&target)
            } else {
                Some(one.target.clone())
            };
            let (key, go) = (target.as_str(), &one.go_type);
            let Some(db_type) = known else {
                let why = "no table has this column".to_owned();
                self.leave_out(format!("override of {key}"), why);
                continue;
            };
            match fate(&one, &db_type) {
                Fate::Default => {
                    let why = format!("`{go}` is what Rust has for it by default");
                    self.leave_out(format!("override of {key}"), why);
                }
                Fate::Open => {
                    let why = format!("`{go}` is Go's: name a Rust type under [types]");
                    self.leave_out(format!("override of {key}"), why);
                    let null = if one.nullable {
                        ", where it can be NULL"
                    } else {
                        ""
                    };
                    lines.push(format!("# {key:?} = \"your::Type\" # was {go}{null}"));
                }
            }
        }
        lines
    }
}

/// `public.users.id` is `users.id`.
fn last_two(target: &str) -> String {
    let parts: Vec<&str> = target.rsplitn(3, '.').collect();
    match parts.as_slice() {
        [column, table, ..] => format!("{table}.{column}"),
        _ => target.to_owned(),
    }
}
