//! Relations that are there without a definition: SQLite's own tables, and the functions that are tables.
//!
//! In: a name. Out: [`BuiltinRelation`], as `pragma table_xinfo` of the embedded library lists it, with what its columns hold.

use crate::dialect::builtin_relation::{BuiltinColumn, BuiltinRelation};
use crate::ty::Ty;

/// A column: its name; a letter for its type (`i`nteger, `t`ext, `a`ny), upper case where it can be NULL.
type Shape = (&'static str, char);

const SCHEMA: &[Shape] = &[
    ("type", 't'),
    ("name", 't'),
    ("tbl_name", 't'),
    ("rootpage", 'i'),
    ("sql", 'T'),
];

/// Tables by name.
const TABLES: &[(&str, &[Shape])] = &[
    ("sqlite_master", SCHEMA),
    ("sqlite_schema", SCHEMA),
    ("sqlite_temp_master", SCHEMA),
    ("sqlite_temp_schema", SCHEMA),
    (
        "dbstat",
        &[
            ("name", 'T'),
            ("path", 'T'),
            ("pageno", 'I'),
            ("pagetype", 'T'),
            ("ncell", 'I'),
            ("payload", 'I'),
            ("unused", 'I'),
            ("mx_payload", 'I'),
            ("pgoffset", 'I'),
            ("pgsize", 'I'),
        ],
    ),
    ("sqlite_sequence", &[("name", 'T'), ("seq", 'I')]),
];

/// What `json_each` and its kin show of each element.
const ELEMENTS: &[Shape] = &[
    ("key", 'A'),
    ("value", 'A'),
    ("type", 't'),
    ("atom", 'A'),
    ("id", 'i'),
    ("parent", 'I'),
    ("fullkey", 't'),
    ("path", 't'),
];

/// `pragma_x` by `x`: the columns, and whether it takes an argument of its own besides the schema's name.
const PRAGMAS: &[(&str, &[Shape], bool)] = &[
    ("collation_list", &[("seq", 'i'), ("name", 't')], false),
    (
        "database_list",
        &[("seq", 'i'), ("name", 't'), ("file", 'T')],
        false,
    ),
    (
        "foreign_key_check",
        &[
            ("table", 't'),
            ("rowid", 'I'),
            ("parent", 't'),
            ("fkid", 'i'),
        ],
        true,
    ),
    (
        "foreign_key_list",
        &[
            ("id", 'i'),
            ("seq", 'i'),
            ("table", 't'),
            ("from", 't'),
            ("to", 'T'),
            ("on_update", 't'),
            ("on_delete", 't'),
            ("match", 't'),
        ],
        true,
    ),
    (
        "function_list",
        &[
            ("name", 't'),
            ("builtin", 'i'),
            ("type", 't'),
            ("enc", 't'),
            ("narg", 'i'),
            ("flags", 'i'),
        ],
        false,
    ),
    (
        "index_info",
        &[("seqno", 'i'), ("cid", 'i'), ("name", 'T')],
        true,
    ),
    (
        "index_list",
        &[
            ("seq", 'i'),
            ("name", 't'),
            ("unique", 'i'),
            ("origin", 't'),
            ("partial", 'i'),
        ],
        true,
    ),
    (
        "index_xinfo",
        &[
            ("seqno", 'i'),
            ("cid", 'i'),
            ("name", 'T'),
            ("desc", 'i'),
            ("coll", 'T'),
            ("key", 'i'),
        ],
        true,
    ),
    ("integrity_check", &[("integrity_check", 't')], true),
    ("quick_check", &[("quick_check", 't')], true),
    (
        "table_info",
        &[
            ("cid", 'i'),
            ("name", 't'),
            ("type", 't'),
            ("notnull", 'i'),
            ("dflt_value", 'T'),
            ("pk", 'i'),
        ],
        true,
    ),
    (
        "table_list",
        &[
            ("schema", 't'),
            ("name", 't'),
            ("type", 't'),
            ("ncol", 'i'),
            ("wr", 'i'),
            ("strict", 'i'),
        ],
        true,
    ),
    (
        "table_xinfo",
        &[
            ("cid", 'i'),
            ("name", 't'),
            ("type", 't'),
            ("notnull", 'i'),
            ("dflt_value", 'T'),
            ("pk", 'i'),
            ("hidden", 'i'),
        ],
        true,
    ),
    ("compile_options", &[("compile_options", 't')], false),
    ("module_list", &[("name", 't')], false),
    ("pragma_list", &[("name", 't')], false),
    ("encoding", &[("encoding", 't')], false),
    ("journal_mode", &[("journal_mode", 't')], false),
    ("locking_mode", &[("locking_mode", 't')], false),
    ("application_id", &[("application_id", 'i')], false),
    ("auto_vacuum", &[("auto_vacuum", 'i')], false),
    ("busy_timeout", &[("timeout", 'i')], false),
    ("cache_size", &[("cache_size", 'i')], false),
    ("data_version", &[("data_version", 'i')], false),
    ("foreign_keys", &[("foreign_keys", 'i')], false),
    ("freelist_count", &[("freelist_count", 'i')], false),
    ("journal_size_limit", &[("journal_size_limit", 'i')], false),
    ("max_page_count", &[("max_page_count", 'i')], false),
    ("page_count", &[("page_count", 'i')], false),
    ("page_size", &[("page_size", 'i')], false),
    ("recursive_triggers", &[("recursive_triggers", 'i')], false),
    ("schema_version", &[("schema_version", 'i')], false),
    ("synchronous", &[("synchronous", 'i')], false),
    ("temp_store", &[("temp_store", 'i')], false),
    ("user_version", &[("user_version", 'i')], false),
];

/// The relation with this name.
pub(in crate::dialect) fn builtin(name: &str) -> Option<BuiltinRelation> {
    let name = name.to_ascii_lowercase();
    if let Some((_, shape)) = TABLES.iter().find(|(own, _)| *own == name) {
        return Some(BuiltinRelation {
            arguments: None,
            columns: columns(shape, &[]),
        });
    }
    if matches!(
        name.as_str(),
        "json_each" | "json_tree" | "jsonb_each" | "jsonb_tree"
    ) {
        return Some(BuiltinRelation {
            arguments: Some(vec![Ty::Json, Ty::Text]),
            columns: columns(ELEMENTS, &[("json", 'A'), ("root", 'T')]),
        });
    }
    let pragma = name.strip_prefix("pragma_")?;
    let (_, shape, takes) = PRAGMAS.iter().find(|(own, ..)| *own == pragma)?;
    let hidden: &[Shape] = match takes {
        true => &[("arg", 'T'), ("schema", 'T')],
        false => &[("schema", 'T')],
    };
    Some(BuiltinRelation {
        arguments: Some(hidden.iter().map(|_| Ty::Text).collect()),
        columns: columns(shape, hidden),
    })
}

fn columns(shown: &[Shape], hidden: &[Shape]) -> Vec<BuiltinColumn> {
    let column = |(name, letter): &Shape, hidden| BuiltinColumn {
        name: (*name).to_owned(),
        ty: match letter.to_ascii_lowercase() {
            'i' => Ty::Int64,
            't' => Ty::Text,
            _ => Ty::Any,
        },
        nullable: letter.is_ascii_uppercase(),
        hidden,
    };
    let shown = shown.iter().map(|shape| column(shape, false));
    shown
        .chain(hidden.iter().map(|shape| column(shape, true)))
        .collect()
}
