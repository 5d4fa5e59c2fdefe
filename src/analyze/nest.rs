//! `@nest posts`: a joined result as parents, each with its children.
//!
//! In: the tag, the result's columns with their origins, the tables of FROM. Out: [`Nest`]: which columns are the child's, and
//! by which the parents are told apart. What the keys do not prove is an error.

use serde::Serialize;

use super::context::Analyzer;
use super::embed::Embed;
use super::scope::Scope;
use super::{ResultColumn, TypedQuery};
use crate::catalog::{ColumnId, TableId};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{Command, QueryHeader, Tag};

/// A result whose rows are parents with children.
#[derive(Clone, Debug, Serialize)]
pub struct Nest {
    /// The name that the children have in FROM.
    pub name: String,
    /// Their table.
    pub table: TableId,
    /// The positions of the columns that are the child's; all others are the parent's.
    pub children: Vec<usize>,
    /// The position in [`TypedQuery::embeds`] of the group that the child is, where it is one.
    pub embed: Option<usize>,
    /// The positions of the columns that tell the parents apart.
    pub key: Vec<usize>,
    /// The column that is NULL in a row without a child, where there can be one.
    pub present: Option<usize>,
    /// The tag.
    pub span: Span,
}

/// A table in a FROM, by the name that it has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    pub table: TableId,
    /// The table, where it is called by its own name.
    pub called: Option<TableId>,
    /// An outer join can leave it out.
    pub optional: bool,
}

impl TypedQuery {
    /// The positions of the parent's columns.
    pub fn parents<'q>(&'q self, nest: &'q Nest) -> impl Iterator<Item = usize> + 'q {
        (0..self.columns.len()).filter(|index| !nest.children.contains(index))
    }
}

impl Analyzer<'_> {
    /// What the query's tag makes of the result.
    pub(super) fn nest(
        &mut self,
        header: &QueryHeader,
        columns: &[ResultColumn],
        embeds: &[Embed],
    ) -> Option<Nest> {
        let statement = self.statement;
        let mut tags = statement.comments.tags.iter();
        let tag = tags.find(|tag| tag.name == "nest")?;
        if !matches!(header.command, Command::Many | Command::One | Command::Opt) {
            let word = header.command.word();
            let message = format!("`:{word}` does not gather rows");
            return self.bad_nest(tag, message, "use :many, :one or :opt");
        }
        let child = self.child(tag, embeds)?;
        self.call_table(child.called, tag.args_span);
        let embed = embeds
            .iter()
            .position(|embed| self.same(&embed.name, &child.name));
        let children: Vec<usize> = match embed {
            Some(at) => (embeds[at].first..embeds[at].first + embeds[at].count).collect(),
            None => (0..columns.len())
                .filter(|index| is_of(&columns[*index], child.table))
                .collect(),
        };
        if children.is_empty() {
            let message = format!("the result has no column of `{}`", child.name);
            return self.bad_nest(tag, message, "select the child's columns");
        }
        let key = self.parent_key(tag, columns, &children)?;
        let present = if child.optional {
            let there = children.iter().copied().find(|index| {
                let direct = columns[*index].direct;
                direct.is_some_and(|id| !self.catalog.column(id).nullable)
            });
            if there.is_none() {
                let message = format!(
                    "nothing tells a missing row of `{}` from one full of NULLs",
                    child.name
                );
                return self.bad_nest(tag, message, "select its key as well");
            }
            there
        } else {
            None
        };
        Some(Nest {
            name: child.name,
            table: child.table,
            children,
            embed,
            key,
            present,
            span: tag.span,
        })
    }

    /// Remembers the tables of the outermost FROM, which is read after those inside of it.
    pub(super) fn note_names(&mut self, scope: &Scope<'_>) {
        if scope.parent.is_some() {
            return;
        }
        let named = scope.relations.iter().filter_map(|relation| {
            let optional = relation
                .outer
                .iter()
                .any(|join| !scope.present.contains(join));
            Some(Named {
                name: relation.name.clone()?,
                table: relation.table?,
                called: relation.called,
                optional,
            })
        });
        self.named = named.collect();
    }

    fn bad_nest<T>(&mut self, tag: &Tag, message: String, help: &str) -> Option<T> {
        self.diagnostics.push(
            Diagnostic::error("bad-nest", message)
                .at(tag.span, "cannot be nested")
                .help(help),
        );
        None
    }

    /// The table that the tag names.
    fn child(&mut self, tag: &Tag, embeds: &[Embed]) -> Option<Named> {
        let name = tag.args.as_str();
        if name.is_empty() || name.contains(char::is_whitespace) || name.contains(',') {
            let message = "@nest takes the name of one table".to_owned();
            return self.bad_nest(tag, message, "for example: -- @nest posts");
        }
        if let Some(embed) = embeds.iter().find(|embed| self.same(&embed.name, name)) {
            return Some(Named {
                name: embed.name.clone(),
                table: embed.table,
                called: embed.called,
                optional: embed.optional,
            });
        }
        let found = self.named.iter().find(|one| self.same(&one.name, name));
        let Some(found) = found.cloned() else {
            let names = self.named.iter().map(|one| one.name.as_str());
            let help = match nearest(name, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a table of FROM, or one that `sqlc.embed` groups".to_owned(),
            };
            let message = format!("no table in FROM is named `{name}`");
            return self.bad_nest(tag, message, &help);
        };
        if self
            .named
            .iter()
            .filter(|one| one.table == found.table)
            .count()
            > 1
        {
            let message = format!("`{name}` is a table that FROM has twice");
            let help = format!("select it as sqlc.embed({name})");
            return self.bad_nest(tag, message, &help);
        }
        Some(found)
    }

    /// The columns by which the parents are told apart: a key of every table that the parent's columns come from.
    fn parent_key(
        &mut self,
        tag: &Tag,
        columns: &[ResultColumn],
        children: &[usize],
    ) -> Option<Vec<usize>> {
        let parents: Vec<usize> = (0..columns.len())
            .filter(|index| !children.contains(index))
            .collect();
        let mut tables: Vec<TableId> = Vec::new();
        for index in &parents {
            let column = &columns[*index];
            if column.origins.is_empty() {
                self.stray(tag, column, "no column of a table", "leave it out");
                return None;
            }
            for origin in &column.origins {
                if !tables.contains(&origin.table) {
                    tables.push(origin.table);
                }
            }
        }
        let child_tables: Vec<TableId> = children
            .iter()
            .flat_map(|index| &columns[*index].origins)
            .map(|origin| origin.table)
            .collect();
        let mixed = parents.iter().find(|index| {
            let origins = &columns[**index].origins;
            let of_child = |id: &ColumnId| child_tables.contains(&id.table);
            origins.iter().any(of_child)
                && !origins
                    .iter()
                    .all(|id| self.is_parent(id, columns, &parents))
        });
        if let Some(index) = mixed {
            let why = "columns of the child";
            self.stray(
                tag,
                &columns[*index],
                why,
                "leave it out, or nest it with the child",
            );
            return None;
        }
        if tables.is_empty() {
            let message = "the parent has no columns".to_owned();
            return self.bad_nest(tag, message, "select the parent's columns");
        }
        let mut key = Vec::new();
        for table in tables {
            let Some(found) = self.key_among(table, columns, &parents) else {
                let name = &self.catalog.table(table).name;
                let message = format!("nothing in the result tells rows of `{name}` apart");
                let help = format!("select the key of `{name}` as well");
                return self.bad_nest(tag, message, &help);
            };
            key.extend(found);
        }
        Some(key)
    }

    /// Whether a parent's own column shows this one's table by its key.
    fn is_parent(&self, id: &ColumnId, columns: &[ResultColumn], parents: &[usize]) -> bool {
        self.key_among(id.table, columns, parents).is_some()
    }

    fn stray(&mut self, tag: &Tag, column: &ResultColumn, of: &str, help: &str) {
        let message = format!(
            "`{}` is neither the parent's nor the child's: it is made of {of}",
            column.name
        );
        self.diagnostics.push(
            Diagnostic::error("bad-nest", message)
                .at(column.span, "neither")
                .also(tag.span, "asked for here")
                .help(help),
        );
    }

    /// The positions of a whole key of a table among the parent's columns, if the table stands in FROM once.
    fn key_among(
        &self,
        table: TableId,
        columns: &[ResultColumn],
        parents: &[usize],
    ) -> Option<Vec<usize>> {
        if self.named.iter().filter(|one| one.table == table).count() > 1 {
            return None;
        }
        let table = self.catalog.table(table);
        let keys = std::iter::once(&table.primary_key)
            .chain(table.uniques.iter().map(|unique| &unique.columns));
        let place = |column: &u32| {
            let known = table.columns.get(*column as usize)?;
            let found = parents
                .iter()
                .copied()
                .find(|index| columns[*index].direct == Some(known.id))?;
            (!known.nullable).then_some(found)
        };
        keys.filter(|key| !key.is_empty())
            .find_map(|key| key.iter().map(place).collect())
    }
}

fn is_of(column: &ResultColumn, table: TableId) -> bool {
    !column.origins.is_empty() && column.origins.iter().all(|origin| origin.table == table)
}
