//! PostgreSQL's types as written: its own spellings, the types of its catalog, and those of the schema.
//!
//! In: the parser's data type. Out: [`ColumnType`]. The parser knows the spellings of many databases; what counts here is
//! the words, the modifiers in parentheses and the brackets.

use sqlparser::ast::{ArrayElemTypeDef, DataType, ObjectName, ObjectNamePart};

use super::resolve;
use crate::catalog::{Catalog, EnumSource};
use crate::diagnostic::nearest;
use crate::dialect::Dialect;
use crate::dialect::builtins::postgres as builtins;
use crate::dialect::data_type::{ColumnType, Spelling, TypeError, unknown, with_modifiers};
use crate::ty::Ty;

/// PostgreSQL's own spellings that its catalog does not list.
const ALIASES: [(&str, &str); 18] = [
    ("int", "int4"),
    ("decimal", "numeric"),
    ("dec", "numeric"),
    ("float", "float8"),
    ("boolean", "bool"),
    ("char", "bpchar"),
    ("character", "bpchar"),
    ("national character", "bpchar"),
    ("nchar", "bpchar"),
    ("char varying", "varchar"),
    ("character varying", "varchar"),
    ("national character varying", "varchar"),
    ("time without time zone", "time"),
    ("time with time zone", "timetz"),
    ("timestamp without time zone", "timestamp"),
    ("timestamp with time zone", "timestamptz"),
    ("bit varying", "varbit"),
    ("double precision", "float8"),
];

/// Types of extensions of which nothing else is known, each with its extension.
const OTHER_TYPES: [(&str, &str); 5] = [
    ("geography", "postgis"),
    ("geometry", "postgis"),
    ("halfvec", "vector"),
    ("sparsevec", "vector"),
    ("vector", "vector"),
];

/// The neutral type for a type as written.
pub(in crate::dialect) fn read(
    catalog: &Catalog,
    written: &DataType,
) -> Result<ColumnType, TypeError> {
    match written {
        DataType::Array(
            ArrayElemTypeDef::SquareBracket(element, _)
            | ArrayElemTypeDef::AngleBracket(element)
            | ArrayElemTypeDef::Parenthesis(element),
        ) => {
            let found = read(catalog, element)?;
            if found.serial {
                return Err(TypeError {
                    message: "there is no array of serial".to_owned(),
                    help: None,
                });
            }
            // The database keeps no number of dimensions.
            let ty = match found.ty {
                array @ Ty::Array(_) => array,
                element => Ty::Array(Box::new(element)),
            };
            Ok(ColumnType { ty, ..found })
        }
        DataType::Custom(name, modifiers) => named(catalog, name, modifiers),
        _ => {
            let spelling = Spelling::read(&written.to_string());
            match built_in(&spelling, true) {
                Some(found) => Ok(found),
                // A word that the parser knows from another database.
                None => match catalog.find_type(None, &spelling.words) {
                    Some(ty) => Ok(ColumnType::plain(ty)),
                    None => Err(not_found(catalog, &spelling.words)),
                },
            }
        }
    }
}

/// A type by its name alone or with its schema.
fn named(
    catalog: &Catalog,
    name: &ObjectName,
    modifiers: &[String],
) -> Result<ColumnType, TypeError> {
    let mut parts = Vec::new();
    let mut quoted = false;
    for part in &name.0 {
        let ObjectNamePart::Identifier(ident) = part else {
            return Err(unknown(&name.to_string(), None));
        };
        quoted = ident.quote_style.is_some();
        parts.push(Dialect::Postgres.fold(&ident.value, quoted));
    }
    // A name may begin with the database.
    let (schema, last) = match parts.as_slice() {
        [last] => (None, last),
        [.., schema, last] => (Some(schema.as_str()), last),
        [] => return Err(unknown(&name.to_string(), None)),
    };
    let spelling = Spelling {
        words: last.clone(),
        modifiers: modifiers
            .iter()
            .filter_map(|modifier| modifier.trim().parse().ok())
            .collect(),
    };
    if let Some(found) = of_extension(catalog, last) {
        return found;
    }
    let of_system = schema.is_none_or(|schema| schema == "pg_catalog");
    if of_system && let Some(found) = built_in(&spelling, !quoted && schema.is_none()) {
        return Ok(found);
    }
    if let Some(ty) = catalog.find_type(schema, last) {
        return Ok(ColumnType::plain(ty));
    }
    Err(not_found(catalog, &parts.join(".")))
}

/// A type of an extension, which must be there; none where no extension has
/// one. A type of the schema comes first.
fn of_extension(catalog: &Catalog, name: &str) -> Option<Result<ColumnType, TypeError>> {
    let other = OTHER_TYPES.iter().find(|(ty, _)| *ty == name);
    let extension = match other {
        Some((_, extension)) => extension,
        None => builtins::extension_of_type(name)?,
    };
    if let Some(own) = catalog.find_type(None, name) {
        return Some(Ok(ColumnType::plain(own)));
    }
    let mut there = catalog.extensions.iter();
    Some(match there.any(|(known, _)| known == extension) {
        true => Ok(ColumnType::plain(Ty::Other(name.to_owned()))),
        false => Err(TypeError {
            message: format!("the type `{name}` comes with the extension `{extension}`"),
            help: Some(format!("add `CREATE EXTENSION {extension};` before it")),
        }),
    })
}

/// A type of the server. Unquoted words mean what the grammar says: `char` is `character(1)`, `serial` a sequence.
fn built_in(spelling: &Spelling, grammar: bool) -> Option<ColumnType> {
    let words = spelling.words.as_str();
    if grammar {
        let serial = match words {
            "serial" | "serial4" => Some(Ty::Int32),
            "bigserial" | "serial8" => Some(Ty::Int64),
            "smallserial" | "serial2" => Some(Ty::Int16),
            _ => None,
        };
        if let Some(ty) = serial {
            return Some(ColumnType {
                serial: true,
                ..ColumnType::plain(ty)
            });
        }
        if words == "float" && spelling.length().is_some_and(|bits| bits <= 24) {
            return Some(ColumnType::plain(Ty::Float32));
        }
    }
    let name = match ALIASES.iter().find(|(alias, _)| grammar && *alias == words) {
        Some((_, name)) => name,
        None if grammar && words.starts_with("interval ") => "interval",
        None => words,
    };
    let id = builtins::type_by_name(name)
        .or_else(|| builtins::type_by_sql_name(name).filter(|_| grammar))?;
    let ty = resolve::neutral(id);
    let found = with_modifiers(ty, spelling, words != "bpchar");
    let max_length = match name {
        "bit" => spelling.length().or(grammar.then_some(1)),
        "varbit" => spelling.length(),
        _ => found.max_length,
    };
    Some(ColumnType {
        max_length,
        ..found
    })
}

fn not_found(catalog: &Catalog, words: &str) -> TypeError {
    let known = builtins::types()
        .iter()
        .map(|ty| ty.name)
        .filter(|name| !name.starts_with('_'));
    let aliases = ALIASES.iter().map(|(name, _)| *name);
    let enums = catalog
        .enums
        .iter()
        .filter(|found| found.source == EnumSource::Type)
        .map(|found| found.name.as_str());
    let domains = catalog.domains.iter().map(|found| found.name.as_str());
    let composites = catalog.composites.iter().map(|found| found.name.as_str());
    let all = known
        .chain(aliases)
        .chain(enums)
        .chain(domains)
        .chain(composites)
        .chain(["serial", "bigserial"]);
    unknown(words, nearest(words, all))
}
