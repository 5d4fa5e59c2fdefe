//! What is a hazard when a schema changes, and what is none: what `lint` has to know of a database.
//!
//! In: types as they are written, words of statements. Out: facts. That a change of a type writes the table anew is measured on
//! a server, pair by pair, by `tests/lint`.

use super::Dialect;
use super::data_type::Spelling;

/// What `lint` has to know of a database.
#[derive(Clone, Copy, Debug)]
pub struct HazardRules {
    /// Whether a migration can be one transaction: definitions are undone with it.
    pub is_transactional: bool,
    /// The setting that bounds how long a statement waits for a lock.
    pub lock_timeout: Option<&'static str>,
    /// The setting that bounds how long a statement runs.
    pub statement_timeout: Option<&'static str>,
    /// First words of statements that the database refuses inside of a transaction.
    pub refused_in_transaction: &'static [&'static str],
    /// CREATE INDEX CONCURRENTLY.
    pub has_concurrent_indexes: bool,
    /// A key that the database gives numbers to.
    pub key_column: &'static str,
    /// Functions whose value differs from row to row.
    pub volatile_functions: &'static [&'static str],
}

const POSTGRES: HazardRules = HazardRules {
    is_transactional: true,
    lock_timeout: Some("lock_timeout"),
    statement_timeout: Some("statement_timeout"),
    has_concurrent_indexes: true,
    key_column: "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    refused_in_transaction: &[
        "create database",
        "drop database",
        "create tablespace",
        "drop tablespace",
        "alter system",
        "vacuum",
        "reindex database",
        "reindex system",
        "reindex schema",
    ],
    volatile_functions: &[
        "random",
        "gen_random_uuid",
        "uuid_generate_v1",
        "uuid_generate_v4",
        "clock_timestamp",
        "timeofday",
        "nextval",
    ],
};

const SQLITE: HazardRules = HazardRules {
    is_transactional: true,
    lock_timeout: None,
    statement_timeout: None,
    has_concurrent_indexes: false,
    key_column: "id INTEGER PRIMARY KEY",
    refused_in_transaction: &["vacuum"],
    volatile_functions: &[],
};

const MYSQL: HazardRules = HazardRules {
    is_transactional: false,
    lock_timeout: Some("lock_wait_timeout"),
    statement_timeout: None,
    has_concurrent_indexes: false,
    key_column: "id bigint AUTO_INCREMENT PRIMARY KEY",
    refused_in_transaction: &[],
    volatile_functions: &[],
};

/// A type as it is written, taken apart, with one name for those that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainType {
    /// Small letters, without what stands in parentheses.
    pub name: String,
    /// The numbers in parentheses.
    pub sizes: Vec<u32>,
    /// The words of ENUM and SET, with their quotes.
    pub words: Vec<String>,
    /// Whether it is an array of these.
    pub is_array: bool,
}

/// What a change of a column's type does to the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retyping {
    /// Nothing but the catalog changes.
    Free,
    /// The same, where the session's time zone is UTC; else the table is written anew.
    FreeInUtc,
    /// The table is written anew.
    Rewrites,
}

impl PlainType {
    /// No type at all, as SQLite takes it.
    pub fn none() -> PlainType {
        PlainType {
            name: String::new(),
            sizes: Vec::new(),
            words: Vec::new(),
            is_array: false,
        }
    }

    /// From a type's text.
    pub fn read(text: &str, dialect: Dialect) -> PlainType {
        let is_array = text.contains('[') || text.to_lowercase().ends_with(" array");
        let text = text.split('[').next().unwrap_or_default();
        let Spelling { words, modifiers } = Spelling::read(text);
        // A character set is no part of the type's name.
        let words = words.split(" character set").next().unwrap_or_default();
        let words = words.split(" charset").next().unwrap_or_default();
        let words = words.trim_end_matches(" array").to_owned();
        let (name, implied) = dialect.plain_name(&words);
        let sizes = match modifiers.is_empty() {
            true => implied.to_vec(),
            false => modifiers,
        };
        PlainType {
            sizes,
            words: match name {
                "enum" | "set" => quoted_words(text),
                _ => Vec::new(),
            },
            name: name.to_owned(),
            is_array,
        }
    }

    /// Whether it holds any text of any length.
    fn is_open_text(&self) -> bool {
        self.sizes.is_empty()
            && ["text", "varchar", "citext", "bpchar"].contains(&self.name.as_str())
    }

    /// Integers by how many bits they have.
    pub fn bits(&self) -> Option<u32> {
        let name = self.name.trim_end_matches(" unsigned");
        Some(match name {
            "tinyint" => 8,
            "smallint" | "smallserial" => 16,
            "mediumint" => 24,
            "integer" | "serial" => 32,
            "bigint" | "bigserial" => 64,
            _ => return None,
        })
    }

    /// SERIAL and its like.
    pub fn is_serial(&self) -> bool {
        self.name.ends_with("serial")
    }

    /// The longest text that it takes, where it is a text.
    fn text_limit(&self) -> Option<u64> {
        Some(match self.name.as_str() {
            "varchar" | "character" | "bpchar" => {
                self.sizes.first().map_or(u64::MAX, |n| (*n).into())
            }
            "text" | "citext" | "longtext" => u64::MAX,
            "tinytext" => 255,
            "mediumtext" => 16_777_215,
            _ => return None,
        })
    }

    /// Whether values of `self` may not fit into `new`, where both are of one kind.
    pub fn narrows_to(&self, new: &PlainType) -> bool {
        if let (Some(old_bits), Some(bits)) = (self.bits(), new.bits()) {
            let is_unsigned = |one: &PlainType| one.name.ends_with(" unsigned");
            return bits < old_bits
                || bits == old_bits && is_unsigned(self) != is_unsigned(new)
                || is_unsigned(new) && !is_unsigned(self);
        }
        if let (Some(old), Some(new)) = (self.text_limit(), new.text_limit()) {
            return new < old;
        }
        if self.name == "enum" && new.name == "enum" {
            return self.words.iter().any(|word| !new.words.contains(word));
        }
        match (self.name.as_str(), new.name.as_str()) {
            ("numeric", "numeric") => {
                let digits = |one: &PlainType| match one.sizes[..] {
                    [precision] => (precision, 0),
                    [precision, scale] => (precision.saturating_sub(scale), scale),
                    _ => (u32::MAX, u32::MAX),
                };
                let (old, new) = (digits(self), digits(new));
                new.0 < old.0 || new.1 < old.1
            }
            ("numeric" | "float8" | "real", _) if new.bits().is_some() => true,
            ("bigint", "real" | "float8") | ("integer", "real") | ("float8", "real") => true,
            ("numeric", "real" | "float8") => true,
            ("timestamp" | "timestamptz" | "datetime", "date") => true,
            ("timestamp" | "timestamptz" | "datetime", "time") => true,
            (old, new_name) if old == new_name => {
                let size = |one: &PlainType| one.sizes.first().copied();
                match (size(self), size(new)) {
                    (Some(old), Some(new)) => new < old,
                    (None, Some(new)) => is_clock(&self.name) && new < 6,
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// As a person would write it.
    pub fn shown(&self) -> String {
        let sizes = self.sizes.iter().map(u32::to_string);
        let words = self.words.iter().map(|word| format!("'{word}'"));
        let sizes: Vec<String> = sizes.chain(words).collect();
        let sizes = match sizes.is_empty() {
            true => String::new(),
            false => format!("({})", sizes.join(", ")),
        };
        let brackets = if self.is_array { "[]" } else { "" };
        format!("{}{sizes}{brackets}", self.name)
    }
}

fn is_clock(name: &str) -> bool {
    ["timestamp", "timestamptz", "time", "timetz", "datetime"].contains(&name)
}

fn quoted_words(text: &str) -> Vec<String> {
    text.split('\'')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

impl Dialect {
    /// What `lint` has to know of the database.
    pub fn hazard_rules(self) -> &'static HazardRules {
        match self {
            Dialect::Postgres => &POSTGRES,
            Dialect::Sqlite => &SQLITE,
            Dialect::Mysql | Dialect::Mariadb => &MYSQL,
        }
    }

    /// One name for the names of a type, and the sizes that hold where none are said.
    fn plain_name(self, words: &str) -> (&str, &'static [u32]) {
        let name = match words {
            "int" | "int4" | "integer" => "integer",
            "int2" | "smallint" => "smallint",
            "int8" | "bigint" => "bigint",
            "int unsigned" | "integer unsigned" => "integer unsigned",
            "serial4" | "serial" if self == Dialect::Postgres => "serial",
            "serial" => "bigserial",
            "serial8" => "bigserial",
            "serial2" => "smallserial",
            "character varying" | "varchar" => "varchar",
            "char" | "character" => return ("character", &[1]),
            "decimal" | "dec" | "numeric" if self.is_mysql() => return ("numeric", &[10, 0]),
            "decimal" | "dec" | "numeric" => "numeric",
            "bool" | "boolean" if self.is_mysql() => "tinyint",
            "bool" | "boolean" => "boolean",
            "float4" | "real" => "real",
            "float8" | "double precision" | "float" | "double" => "float8",
            "bit varying" | "varbit" => "varbit",
            "bit" => return ("bit", &[1]),
            "timestamp" if self.is_mysql() => "timestamptz",
            "timestamp" | "timestamp without time zone" => "timestamp",
            "timestamptz" | "timestamp with time zone" => "timestamptz",
            "time" | "time without time zone" => "time",
            "timetz" | "time with time zone" => "timetz",
            other => other,
        };
        (name, &[])
    }

    /// What the change of a column's type does to the table, without USING.
    pub fn retyping(self, old: &PlainType, new: &PlainType) -> Retyping {
        match self {
            Dialect::Postgres => postgres_retyping(old, new),
            _ if old == new => Retyping::Free,
            Dialect::Mysql => mysql_retyping(old, new, 0),
            Dialect::Mariadb => mysql_retyping(old, new, 127 / BYTES),
            Dialect::Sqlite => Retyping::Rewrites,
        }
    }
}

/// As PostgreSQL 15 does, and its versions since 12.
fn postgres_retyping(old: &PlainType, new: &PlainType) -> Retyping {
    if old == new {
        return Retyping::Free;
    }
    let open = new.sizes.is_empty();
    let (first, second) = (old.sizes.first(), new.sizes.first());
    let grows = || matches!((first, second), (Some(old), Some(new)) if new >= old);
    if old.is_array || new.is_array {
        let is_free = old.is_array && new.is_array && old.name == new.name && open;
        return free_if(is_free && old.name != "bit");
    }
    let is_free = match (old.name.as_str(), new.name.as_str()) {
        ("varchar", "varchar") | ("varbit", "varbit") => open || grows(),
        ("varchar" | "text" | "citext", _) if new.is_open_text() => true,
        ("xml", "text" | "varchar" | "bpchar") | ("character", "bpchar") => open,
        ("bit", "varbit") => open,
        ("cidr", "inet") | ("integer", "oid") | ("oid", "integer") => true,
        ("numeric", "numeric") => open || grows() && scale(old) == scale(new),
        ("timestamp", "timestamptz") | ("timestamptz", "timestamp") => {
            return match precision(new) == 6 {
                true => Retyping::FreeInUtc,
                false => Retyping::Rewrites,
            };
        }
        (old_name, new_name) if old_name == new_name && is_clock(old_name) => {
            precision(new) >= precision(old)
        }
        ("interval", "interval") => open,
        _ => false,
    };
    free_if(is_free)
}

fn free_if(is_free: bool) -> Retyping {
    match is_free {
        true => Retyping::Free,
        false => Retyping::Rewrites,
    }
}

fn scale(ty: &PlainType) -> u32 {
    ty.sizes.get(1).copied().unwrap_or_default()
}

fn precision(ty: &PlainType) -> u32 {
    ty.sizes.first().copied().unwrap_or(6)
}

/// How many bytes a character may have: utf8mb4, as nobody says otherwise where the type stands.
const BYTES: u32 = 4;

/// What InnoDB does without copying the table: texts that grow on one side of 255 bytes, or from a length of `short` characters and
/// less, and words that are added to the end of an enum that has as many bytes then.
fn mysql_retyping(old: &PlainType, new: &PlainType, short: u32) -> Retyping {
    let is_free = match (old.name.as_str(), new.name.as_str()) {
        ("varchar", "varchar") => match (old.sizes.first(), new.sizes.first()) {
            (Some(old), Some(new)) => {
                let is_long = |size: &u32| *size > 255 / BYTES;
                new >= old && (is_long(old) == is_long(new) || *old <= short)
            }
            _ => false,
        },
        ("enum", "enum") => {
            let is_large = |one: &PlainType| one.words.len() > 255;
            new.words.starts_with(&old.words) && is_large(old) == is_large(new)
        }
        ("set", "set") => {
            // One byte for eight words, and so on; eight for more than 32.
            let bytes = |one: &PlainType| match one.words.len().div_ceil(8) {
                bytes @ 0..=4 => bytes,
                _ => 8,
            };
            new.words.starts_with(&old.words) && bytes(old) == bytes(new)
        }
        // The number of integers says how they are shown.
        (old_name, new_name) => old.bits().is_some() && old_name == new_name,
    };
    free_if(is_free)
}
