//! Facts and rules of the databases. `match dialect` stands only here.

pub mod builtin_relation;
pub mod builtins;
mod calls;
mod crossing;
pub mod data_type;
mod database;
mod defaults;
mod forms;
mod frames;
pub mod from;
mod hazards;
pub(crate) mod in_code;
pub mod lacking;
mod literal;
mod migrations;
pub mod module;
mod mysql;
mod names;
mod postgres;
#[cfg(not(feature = "rule-switches"))]
mod reached;
#[cfg(feature = "rule-switches")]
pub mod reached;
mod reserved;
pub mod resolve;
mod sqlite;
mod statements;
mod type_name;
mod writes;

pub use crossing::Crossing;
pub use hazards::{HazardRules, PlainType, Retyping};
pub use migrations::{MigrationRules, TableChanges};
pub use mysql::online;

use serde::Serialize;
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use crate::ty::Ty;

/// The SQL that the definition is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
    /// MySQL 8.
    Mysql,
    /// MariaDB 10.11.
    Mariadb,
}

impl Dialect {
    /// All that are supported.
    pub const ALL: [Dialect; 4] = [
        Dialect::Postgres,
        Dialect::Sqlite,
        Dialect::Mysql,
        Dialect::Mariadb,
    ];

    /// The name in rowtype.toml and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Postgres => "postgres",
            Dialect::Sqlite => "sqlite",
            Dialect::Mysql => "mysql",
            Dialect::Mariadb => "mariadb",
        }
    }

    /// The name as its makers write it.
    pub fn product(self) -> &'static str {
        match self {
            Dialect::Postgres => "PostgreSQL",
            Dialect::Sqlite => "SQLite",
            Dialect::Mysql | Dialect::Mariadb => self.flavor().product,
        }
    }

    /// The name of the product whose protocol it speaks: MariaDB speaks MySQL's.
    pub fn protocol(self) -> &'static str {
        match self {
            Dialect::Mariadb => Dialect::Mysql.name(),
            dialect => dialect.name(),
        }
    }

    /// MySQL or MariaDB.
    fn is_mysql(self) -> bool {
        matches!(self, Dialect::Mysql | Dialect::Mariadb)
    }

    /// What is MySQL's own, and what MariaDB's.
    fn flavor(self) -> &'static mysql::Flavor {
        match self {
            Dialect::Mysql => &mysql::MYSQL,
            _ => &mysql::MARIADB,
        }
    }

    /// The dialect with this name.
    pub fn from_name(name: &str) -> Option<Dialect> {
        Dialect::ALL
            .into_iter()
            .find(|dialect| dialect.name() == name)
    }
}

impl Dialect {
    /// The placeholder with this number, from 1.
    pub fn placeholder(self, number: usize) -> String {
        match self {
            Dialect::Postgres => format!("${number}"),
            Dialect::Sqlite => format!("?{number}"),
            Dialect::Mysql | Dialect::Mariadb => "?".to_owned(),
        }
    }

    /// Whether placeholders have numbers, so that one value can stand in several places.
    pub fn numbers_placeholders(self) -> bool {
        !self.is_mysql()
    }

    /// What stands for `IN (list)`: the list is bound as one value, an array or JSON text, or its place is marked for as many
    /// placeholders as it has values.
    /// `cast` stands around the placeholder of a value.
    pub fn in_list(self, number: usize, negated: bool, cast: (&str, &str)) -> String {
        match (self, negated) {
            (Dialect::Postgres, false) => format!("= ANY(${number})"),
            (Dialect::Postgres, true) => format!("<> ALL(${number})"),
            (Dialect::Sqlite, false) => format!("IN (SELECT value FROM json_each(?{number}))"),
            (Dialect::Sqlite, true) => format!("NOT IN (SELECT value FROM json_each(?{number}))"),
            (Dialect::Mysql | Dialect::Mariadb, negated) => mysql::in_list(negated, cast),
        }
    }

    /// Whether a value can be an array.
    pub fn has_arrays(self) -> bool {
        match self {
            Dialect::Postgres => true,
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => false,
        }
    }

    /// A name as it must stand in SQL: quoted where it is not a plain word that the database keeps as it is.
    pub fn quote(self, name: &str) -> String {
        let keeps_case = match self {
            Dialect::Postgres => false,
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => true,
        };
        let letter =
            |c: char| c.is_ascii_lowercase() || c == '_' || keeps_case && c.is_ascii_uppercase();
        let plain = name.starts_with(letter)
            && name.chars().all(|c| letter(c) || c.is_ascii_digit())
            && !self.is_reserved(name);
        if plain {
            name.to_owned()
        } else {
            let mark = if self.is_mysql() { '`' } else { '"' };
            format!(
                "{mark}{}{mark}",
                name.replace(mark, &format!("{mark}{mark}"))
            )
        }
    }

    /// Whether an unquoted name would be read as a keyword.
    pub fn is_reserved(self, name: &str) -> bool {
        let words = match self {
            Dialect::Postgres => reserved::POSTGRES,
            Dialect::Sqlite => reserved::SQLITE,
            Dialect::Mysql | Dialect::Mariadb => reserved::MYSQL,
        };
        words
            .binary_search(&name.to_ascii_lowercase().as_str())
            .is_ok()
    }

    /// Whether a word after AS is no name. The words of both products are quoted, each refuses its own.
    fn refuses_alias(self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let taken = reserved::MYSQL_ALONE.binary_search(&name.as_str()).is_ok();
        self.is_reserved(&name) && !(self == Dialect::Mariadb && taken)
    }

    /// A table or type as it must stand in SQL: with its schema where that is not the one that is searched.
    pub fn qualified(self, schema: Option<&str>, name: &str) -> String {
        match schema {
            Some(schema) if schema != "public" => {
                format!("{}.{}", self.quote(schema), self.quote(name))
            }
            _ => self.quote(name),
        }
    }

    /// A placeholder whose type nothing beside it tells, given the type's name where the database has to know it.
    pub fn typed_placeholder(self, number: usize, type_name: &str) -> String {
        match self {
            Dialect::Postgres => format!("${number}::{type_name}"),
            Dialect::Sqlite => format!("?{number}"),
            Dialect::Mysql | Dialect::Mariadb => "?".to_owned(),
        }
    }

    /// What must stand around the placeholder of a value that is compared, where something must. MySQL's protocol has no decimals:
    /// as the text that it is sent as, one would be compared as a float.
    pub fn cast_of_compared(self, ty: &Ty) -> Option<(&'static str, &'static str)> {
        (self.is_mysql() && *ty == Ty::Numeric).then_some(("CAST(", " AS DECIMAL(65,30))"))
    }

    /// A column's DEFAULT as an expression elsewhere: SQLite takes `"text"` and a bare word for a text there, and only there.
    pub fn default_expression(self, text: &str) -> String {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => text.to_owned(),
            Dialect::Sqlite => defaults::sqlite(text),
        }
    }
}

/// How a dialect's text falls into words, quotes and comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexicalRules {
    /// `/* /* */ */` is one comment.
    pub nested_comments: bool,
    /// `$tag$ .. $tag$` is a text.
    pub dollar_quotes: bool,
    /// `[name]` is a name.
    pub bracket_names: bool,
    /// `` `name` `` is a name.
    pub backtick_names: bool,
    /// `\c name` is a line of the client's own.
    pub psql_lines: bool,
    /// What may stand directly before a quoted text: `E'..'`, `x'..'`.
    pub text_prefixes: &'static [&'static str],
    /// `?` is an operator, never a parameter.
    pub question_mark_operators: bool,
    /// A function's body may stand as `BEGIN ATOMIC .. END`, with semicolons inside.
    pub atomic_bodies: bool,
    /// Parameters are numbered without gaps: nothing would say the type of a number that is missing.
    pub numbers_without_gaps: bool,
    /// Every parameter has a number: `?` and a new name take the one after the highest so far.
    pub marks_take_numbers: bool,
    /// `x 'text'` is the text cast to the type `x`, and a text is never a name.
    pub typed_literals: bool,
    /// `# ..` is a comment.
    pub hash_comments: bool,
    /// `--` begins a comment only before a blank: `5--3` is a sum.
    pub dashes_need_space: bool,
    /// `"text"` is a text.
    pub double_quoted_texts: bool,
    /// `'it\'s'` is one text.
    pub backslash_escapes: bool,
    /// `DELIMITER //` is a line of the client's own: statements end so from there on.
    pub delimiter_lines: bool,
    /// `@x` is a variable of the session where the statement gives it a value, and `@@x` one of the server.
    pub user_variables: bool,
    /// `/*!80000 .. */` is code where the server's version is not older.
    pub versioned_comments: Option<VersionedComments>,
}

/// Which versioned comments are code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionedComments {
    /// The version that we stand for.
    pub version: u32,
    /// Versions that are left out nevertheless.
    pub skipped: std::ops::Range<u32>,
    /// What may stand before the `!` as well.
    pub own_mark: Option<char>,
}

impl Dialect {
    /// How its text falls into words, quotes and comments.
    pub fn lexical_rules(self) -> &'static LexicalRules {
        match self {
            Dialect::Postgres => &postgres::LEXICAL_RULES,
            Dialect::Sqlite => &sqlite::LEXICAL_RULES,
            Dialect::Mysql => &mysql::MYSQL_LEXICAL_RULES,
            Dialect::Mariadb => &mysql::MARIADB_LEXICAL_RULES,
        }
    }

    /// A statement's tokens in the form that the parser takes. Only what has no effect on us is left out or moved.
    pub fn adapt(self, tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
        match self {
            Dialect::Postgres => postgres::tokens::adapt(tokens),
            Dialect::Sqlite => sqlite::tokens::adapt(tokens),
            Dialect::Mysql | Dialect::Mariadb => mysql::tokens::adapt(tokens),
        }
    }

    /// The parser's view of the dialect.
    pub fn parser(self) -> &'static dyn sqlparser::dialect::Dialect {
        match self {
            Dialect::Postgres => &sqlparser::dialect::PostgreSqlDialect {},
            Dialect::Sqlite => &sqlite::parser::SQLITE_PARSER,
            Dialect::Mysql | Dialect::Mariadb => &mysql::parser::MYSQL_PARSER,
        }
    }
}

/// Which letters LIKE takes for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Like {
    /// None.
    Exact,
    /// The large and small ones of ASCII.
    SmallAscii,
    /// Those that the collation does.
    Collated,
}

/// How a CHECK without a name is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckNames {
    /// Not at all.
    None,
    /// `users_age_check`.
    OfColumns,
    /// `users_chk_1`.
    OfTable,
    /// `CONSTRAINT_1`; one at a column is a part of the column's definition, and not called at all.
    Numbered,
}

/// How a dialect keeps a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemaRules {
    /// The schema of names that are not qualified.
    pub default_schema: Option<&'static str>,
    /// A reference may name a table that comes later.
    pub forward_references: bool,
    /// Every column of a primary key is NOT NULL.
    pub keys_are_not_null: bool,
    /// A column declared `INTEGER PRIMARY KEY` is the row's number. Other keys may hold NULL there, but for STRICT and
    /// WITHOUT ROWID tables.
    pub has_rowid: bool,
    /// How many bytes a name can have.
    pub name_limit: Option<usize>,
    /// Unnamed keys are called `sqlite_autoindex_users_1`, and unnamed CHECKs not at all.
    pub auto_index_names: bool,
    /// How a CHECK without a name is called.
    pub check_names: CheckNames,
    /// A reference brings an index for its columns, where no key starts with them.
    pub references_make_indexes: bool,
    /// Tables are made of others: LIKE in a table's body, INHERITS, partitions.
    pub tables_inherit: bool,
    /// CREATE OR REPLACE VIEW must keep the columns that there are.
    pub replaced_views_keep_columns: bool,
    /// Which letters LIKE takes for the same.
    pub like: Like,
    /// The functions that count the characters of a text.
    pub length_functions: &'static [&'static str],
    /// The only types that a STRICT table takes.
    pub strict_types: &'static [&'static str],
    /// Names of indexes belong to their table: two tables can have one of the same name.
    pub constraint_names_are_local: bool,
    /// A reference must lead to a key; otherwise any column will do.
    pub references_need_keys: bool,
    /// CREATE TABLE takes LIKE and AS as MySQL does.
    pub copies_tables: bool,
    /// CREATE FUNCTION is written as MySQL does: after a DEFINER, with a body that says nothing of its result.
    pub stored_routines: bool,
    /// The setting that lets a table be dropped while others refer to it.
    pub references_hold: Option<&'static str>,
}

impl Dialect {
    /// How it keeps a schema.
    pub fn schema_rules(self) -> &'static SchemaRules {
        match self {
            Dialect::Postgres => &postgres::SCHEMA_RULES,
            Dialect::Sqlite => &sqlite::SCHEMA_RULES,
            Dialect::Mysql => &mysql::MYSQL_SCHEMA_RULES,
            Dialect::Mariadb => &mysql::MARIADB_SCHEMA_RULES,
        }
    }
}

/// Whether a token is this keyword, unquoted.
fn is_keyword(token: &Token, keyword: Keyword) -> bool {
    matches!(token, Token::Word(word) if word.keyword == keyword && word.quote_style.is_none())
}
