//! The columns of virtual tables, by the module that makes them.
//!
//! In: a module's name and its arguments. Out: [`ModuleTable`]; none for a module that the embedded library lacks, of which
//! nothing is known.

use super::types;
use crate::dialect::module::{ModuleArgument, ModuleColumn, ModuleTable};
use crate::ty::Ty;

/// The table that a module makes of its arguments.
pub(in crate::dialect) fn table(
    name: &str,
    module: &str,
    arguments: &[ModuleArgument],
) -> Option<ModuleTable> {
    let module = module.to_ascii_lowercase();
    match module.as_str() {
        "fts5" => {
            let hidden = [
                ModuleColumn::hidden(name, Ty::Any, true),
                ModuleColumn::hidden("rank", Ty::Float64, true),
                ModuleColumn::hidden("rowid", Ty::Int64, false),
            ];
            Some(text_table(arguments, &hidden))
        }
        "fts3" | "fts4" => {
            let hidden = [
                ModuleColumn::hidden(name, Ty::Any, true),
                ModuleColumn::hidden("docid", Ty::Int64, false),
                ModuleColumn::hidden("__langid", Ty::Int64, true),
                ModuleColumn::hidden("rowid", Ty::Int64, false),
            ];
            let mut table = text_table(arguments, &hidden);
            if arguments.iter().all(|argument| argument.is_option) {
                let content = ModuleColumn::shown("content", Ty::Text, true);
                table.columns.insert(0, content);
            }
            Some(table)
        }
        "rtree" => Some(boxes(arguments, &Ty::Float64)),
        "rtree_i32" => Some(boxes(arguments, &Ty::Int64)),
        "fts5vocab" => vocabulary(arguments),
        "fts4aux" => Some(fixed(&[
            ("term", Ty::Text),
            ("col", Ty::Any),
            ("documents", Ty::Int64),
            ("occurrences", Ty::Int64),
        ])),
        _ => None,
    }
}

/// Whether a table of this module can be called with what is searched: `mail('subject')`.
pub(in crate::dialect) fn searches(module: &str) -> bool {
    let module = module.to_ascii_lowercase();
    matches!(module.as_str(), "fts5" | "fts3" | "fts4")
}

/// Full text: columns by name, options by `name = value`.
fn text_table(arguments: &[ModuleArgument], hidden: &[ModuleColumn]) -> ModuleTable {
    let columns = arguments
        .iter()
        .filter(|argument| !argument.is_option)
        .map(|argument| ModuleColumn {
            at: Some(argument.at),
            ..ModuleColumn::shown(&argument.name, Ty::Text, true)
        });
    ModuleTable {
        columns: columns.chain(hidden.iter().cloned()).collect(),
        key: false,
    }
}

/// An R-tree: the row's number, the sides of its box, and what is kept beside them (`+name type`).
fn boxes(arguments: &[ModuleArgument], side: &Ty) -> ModuleTable {
    let columns = arguments.iter().enumerate().map(|(index, argument)| {
        let (ty, nullable) = if index == 0 {
            (Ty::Int64, false)
        } else if argument.is_auxiliary {
            (types::column_type(&argument.rest.to_lowercase()), true)
        } else {
            (side.clone(), false)
        };
        ModuleColumn {
            at: Some(argument.at),
            ..ModuleColumn::shown(&argument.name, ty, nullable)
        }
    });
    ModuleTable {
        columns: columns.collect(),
        key: true,
    }
}

fn vocabulary(arguments: &[ModuleArgument]) -> Option<ModuleTable> {
    let (term, doc, cnt) = (("term", Ty::Text), ("doc", Ty::Int64), ("cnt", Ty::Int64));
    let col = ("col", Ty::Text);
    let shape = match arguments.last()?.name.to_ascii_lowercase().as_str() {
        "row" => vec![term, doc, cnt],
        "col" => vec![term, col, doc, cnt],
        "instance" => vec![term, doc, col, ("offset", Ty::Int64)],
        _ => return None,
    };
    Some(fixed(&shape))
}

fn fixed(shape: &[(&str, Ty)]) -> ModuleTable {
    ModuleTable {
        columns: shape
            .iter()
            .map(|(name, ty)| ModuleColumn::shown(name, ty.clone(), true))
            .collect(),
        key: false,
    }
}
