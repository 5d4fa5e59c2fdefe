//! ALTER and RENAME.

use super::{Context, column};
use crate::dialect::PlainType;
use crate::lint::act::{Change, ChangeKind, Deed};
use crate::lint::words::{Word, Words, parts, span_of};

/// After `ALTER`.
pub(super) fn statement(mut words: Words<'_>, context: Context<'_>) -> Option<Deed> {
    words.take_any(&["online", "ignore"]);
    if words.take_any(&["table", "foreign table"]) {
        words.take("if exists");
        words.take("only");
        let table = words.name()?;
        words.take("*");
        let changes = parts(words.rest())
            .into_iter()
            .filter_map(|part| change(part, context))
            .collect();
        return Some(Deed::AlterTable { table, changes });
    }
    if words.take("policy") {
        return super::of_table(words);
    }
    let mut kind = words.next()?.key.clone();
    if kind == "materialized" {
        words.take("view");
        "view".clone_into(&mut kind);
    }
    words.take("if exists");
    let name = words.name()?;
    if kind == "type" && words.take("add value") {
        words.take("if not exists");
        let word = text(words.next()?);
        return Some(Deed::AddWord { word });
    }
    if kind == "type" && words.take("rename value") {
        let word = text(words.next()?);
        return Some(Deed::RenameWord { name, word });
    }
    match words.take("rename to") || words.take("rename attribute") {
        true => Some(Deed::Rename { kind, name }),
        false => None,
    }
}

/// `RENAME TABLE a TO b` (MySQL): the first of them; none where another table gets the old name at once.
pub(super) fn rename_table(mut words: Words<'_>) -> Option<Deed> {
    words.take_any(&["table", "tables"]).then_some(())?;
    let span = span_of(words.rest())?;
    let table = words.name()?;
    words.take("to").then_some(())?;
    let to = words.name()?;
    while words.skip_past("to") {
        if words.name()?.name == table.name {
            return None;
        }
    }
    let kind = ChangeKind::RenameTable { to };
    let changes = vec![Change { span, kind }];
    Some(Deed::AlterTable { table, changes })
}

/// A text without its quotes.
fn text(word: &Word) -> String {
    word.key.trim_matches('\'').to_owned()
}

fn change(part: &[Word], context: Context<'_>) -> Option<Change> {
    let span = span_of(part)?;
    let kind = kind(Words::new(part), context).unwrap_or(ChangeKind::Other);
    Some(Change { span, kind })
}

fn kind(mut words: Words<'_>, context: Context<'_>) -> Option<ChangeKind> {
    let first = words.next()?;
    match first.key.as_str() {
        "add" => added(words, context),
        "drop" => dropped(words),
        "alter" => altered(words, context),
        "rename" => renamed(words),
        "modify" => {
            words.take("column");
            words.take("if exists");
            let column = column::read(words.rest(), context)?;
            let old = column.name.clone();
            Some(ChangeKind::Redefine { old, column })
        }
        "change" => {
            words.take("column");
            words.take("if exists");
            let old = words.next()?.key.clone();
            let column = column::read(words.rest(), context)?;
            Some(ChangeKind::Redefine { old, column })
        }
        "validate" if words.take("constraint") => {
            let name = words.next()?.key.clone();
            Some(ChangeKind::Validate { name })
        }
        "attach" if words.take("partition") => {
            let partition = words.name()?;
            let is_default = words.begins("default");
            Some(ChangeKind::Attach {
                partition,
                is_default,
            })
        }
        "detach" if words.take("partition") => {
            let is_concurrent = words.holds("concurrently");
            Some(ChangeKind::Detach { is_concurrent })
        }
        "set" if words.begins("(") || words.begins("without cluster") => Some(ChangeKind::Gentle),
        "reset" => Some(ChangeKind::Gentle),
        "cluster" => Some(ChangeKind::Gentle),
        "set" => moved(words),
        "algorithm" | "lock" | "nowait" | "wait" => Some(ChangeKind::How),
        "engine" => Some(remade("ENGINE", words)),
        "convert" if words.take("to") => Some(remade("CONVERT TO CHARACTER SET", words)),
        "order" => Some(remade("ORDER BY", words)),
        "partition" if words.begins("by") => Some(remade("PARTITION BY", words)),
        "force" => Some(remade("FORCE", words)),
        _ => None,
    }
}

fn added(mut words: Words<'_>, context: Context<'_>) -> Option<ChangeKind> {
    if let Some(constraint) = column::constraint(words.rest()) {
        return Some(ChangeKind::AddConstraint(constraint));
    }
    let is_special = words.begins("fulltext") || words.begins("spatial");
    if is_special || column::is_index(words.rest()) {
        return Some(ChangeKind::AddIndex { is_special });
    }
    words.take("column");
    words.take("if not exists");
    // `ADD COLUMN (a int, b int)` of MySQL: the first of them.
    let inner = Words::new(words.rest()).parentheses();
    let first = inner.map(|inner| parts(inner).first().copied().unwrap_or_default());
    let column = column::read(first.unwrap_or(words.rest()), context)?;
    Some(ChangeKind::AddColumn(column))
}

fn dropped(mut words: Words<'_>) -> Option<ChangeKind> {
    if words.take("primary key") {
        return Some(ChangeKind::DropKey);
    }
    if words.take_any(&["constraint", "foreign key", "check"]) {
        let cascade = words.holds("cascade");
        return Some(ChangeKind::DropConstraint { cascade });
    }
    if words.begins("index") || words.begins("key") || words.begins("partition") {
        return None;
    }
    words.take("column");
    words.take("if exists");
    let name = words.next().filter(|word| word.is_name)?.key.clone();
    let cascade = words.holds("cascade");
    Some(ChangeKind::DropColumn { name, cascade })
}

fn altered(mut words: Words<'_>, context: Context<'_>) -> Option<ChangeKind> {
    if words.take_any(&["constraint", "index"]) {
        return None;
    }
    words.take("column");
    words.take("if exists");
    let column = words.next()?.key.clone();
    if words.begins("set statistics") || words.begins("set (") || words.begins("reset (") {
        return Some(ChangeKind::Gentle);
    }
    if words.take("set not null") {
        return Some(ChangeKind::SetNotNull { column });
    }
    if words.take("set default") {
        return Some(ChangeKind::SetDefault { column });
    }
    if words.take("drop default") {
        return Some(ChangeKind::DropDefault { column });
    }
    if !words.take_any(&["type", "set data type"]) {
        return None;
    }
    let ty_span = span_of(column::type_words(&mut words))?;
    let ty = PlainType::read(context.sources.text(ty_span), context.dialect);
    let has_collation = words.take("collate");
    if has_collation {
        words.name();
    }
    let using = words.take("using").then(|| words.rest().to_vec());
    Some(ChangeKind::SetType {
        column,
        ty,
        using,
        has_collation,
    })
}

fn renamed(mut words: Words<'_>) -> Option<ChangeKind> {
    if words.take_any(&["to", "as"]) {
        let to = words.name()?;
        return Some(ChangeKind::RenameTable { to });
    }
    if words.begins("constraint") || words.begins("index") || words.begins("key") {
        return None;
    }
    words.take("column");
    let from = words.next()?.key.clone();
    words.take("to").then_some(())?;
    let to = words.next()?.key.clone();
    Some(ChangeKind::RenameColumn { from, to })
}

fn moved(mut words: Words<'_>) -> Option<ChangeKind> {
    let ways = [
        ("tablespace", "SET TABLESPACE"),
        ("logged", "SET LOGGED"),
        ("unlogged", "SET UNLOGGED"),
        ("access method", "SET ACCESS METHOD"),
    ];
    let (_, how) = ways.iter().find(|(word, _)| words.take(word))?;
    Some(ChangeKind::Move { how })
}

fn remade(how: &'static str, mut words: Words<'_>) -> ChangeKind {
    words.take_any(&["=", "character set", "charset", "by"]);
    let value = words.next().map(|word| word.key.clone());
    ChangeKind::Remake {
        how,
        value: value.unwrap_or_default(),
    }
}
