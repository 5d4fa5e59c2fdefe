//! A [`Block`] as a `rowtype.toml`.

use std::fmt::Write;

use super::{Block, renames};
use crate::catalog::Catalog;
use crate::config::Config;

impl Block {
    /// The configuration of its files. `up` leads from its folder to that of sqlc's configuration (`../../`, or nothing);
    /// `is_folder` tells folders from files, since sqlc reads a folder without those in it.
    pub fn config(&self, up: &str, is_folder: &dyn Fn(&str) -> bool) -> Config {
        let paths = |written: &[String]| -> Vec<String> {
            let path = |path: &String| {
                let bare = path.trim_start_matches("./").trim_end_matches('/');
                if is_folder(bare) {
                    format!("{up}{bare}/*.sql")
                } else {
                    format!("{up}{bare}")
                }
            };
            written.iter().map(path).collect()
        };
        let mut config = Config::new(self.dialect);
        config.schema = paths(&self.schema);
        config.queries = paths(&self.queries);
        config
    }

    /// The text of its `rowtype.toml`. What the catalog says cannot be taken over is added to what is left out.
    pub fn toml(&mut self, config: &Config, catalog: &Catalog, from: &str) -> String {
        let mut out = format!("# Taken over from {from}.\n");
        let _ = writeln!(out, "dialect = {:?}", config.dialect.name());
        for (key, paths) in [("schema", &config.schema), ("queries", &config.queries)] {
            let quoted: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
            let _ = match quoted.as_slice() {
                [one] => writeln!(out, "{key} = {one}"),
                many => writeln!(out, "{key} = [{}]", many.join(", ")),
            };
        }
        out.push_str("\n[output]\ndir = \"generated\"\nlayout = \"crate\"\n");
        let renames = renames::renames(self, catalog);
        if !renames.is_empty() {
            out.push_str("\n[names.rename]\n");
            for (key, name) in renames {
                let _ = writeln!(out, "{key:?} = {name:?}");
            }
        }
        let type_of = |target: &str| {
            let (table, column) = target.split_once('.')?;
            let table = catalog.tables.iter().find(|one| one.name == table)?;
            let column = table.columns.iter().find(|one| one.name == column)?;
            Some(catalog.dialect.type_name(catalog, &column.ty))
        };
        let open = self.open_types(type_of);
        if !open.is_empty() {
            out.push_str("\n# Types of your own; each line needs one.\n# [types]\n");
            for line in open {
                out.push_str(&line);
                out.push('\n');
            }
        }
        out
    }
}
