//! Words that mean something in Rust, and how a name that meets one is written.

/// Keywords of edition 2024, those kept for later included.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written as `r#word`.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// Schemas that every document has, and what the models or Rust itself mean by these names: a table `options` has rows of
/// the type `OptionRow`.
const TAKEN_TYPES: &[&str] = &[
    "Affected",
    "AsMut",
    "AsRef",
    "BitString",
    "Body",
    "BodyField",
    "Box",
    "Bytes",
    "Cidr",
    "Clone",
    "Copy",
    "DateTime",
    "Decimal",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Inet",
    "Interval",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "MacAddress",
    "NaiveDate",
    "NaiveDateTime",
    "NaiveTime",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Patch",
    "Pattern",
    "Problem",
    "Range",
    "Related",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "TextEnum",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Utc",
    "Uuid",
    "Value",
    "Vec",
    "Violation",
    "Violations",
];

/// What the modules of queries mean by these names, where tables are elsewhere.
const TAKEN_ROWS: &[&str] = &["Decode", "List", "Params", "Read", "Row", "Sql", "Write"];

/// Modules that the generated crate has beside those of the tables and query files.
const TAKEN_MODULES: &[&str] = &["composites", "enums", "lib", "main"];

/// Whether a word is a keyword.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// A field, parameter or function.
pub(super) fn escape(name: &str) -> String {
    if NEVER_RAW.contains(&name) {
        format!("{name}_")
    } else if is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// A module: `r#mod` would be the file `mod.rs`, so keywords get an underscore instead.
pub(super) fn module(name: &str) -> String {
    if is_keyword(name) || TAKEN_MODULES.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// A type.
pub(super) fn type_name(name: &str) -> String {
    if TAKEN_TYPES.contains(&name) {
        format!("{name}Row")
    } else {
        name.to_owned()
    }
}

/// The row of a query.
pub(super) fn row_type(name: &str) -> String {
    if TAKEN_ROWS.contains(&name) {
        format!("{name}Row")
    } else {
        name.to_owned()
    }
}

/// A variant of an enum.
pub(super) fn variant(name: &str) -> String {
    if name == "Self" {
        "Self_".to_owned()
    } else {
        name.to_owned()
    }
}
