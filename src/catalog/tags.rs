//! What the tags of tables and columns say.
//!
//! In: [`Comments`]. Out: [`TableTags`], [`ColumnTags`]. Which tags there are, where they may stand and how often is checked
//! by [`syntax::tags`](crate::syntax::tags); here are their arguments.

use super::{
    BulkTag, Column, ColumnTags, ColumnsTag, ExportTag, Exposed, FilteredRelation, FormatTag,
    HashTag, Named, Operation, OwnTag, RelationNames, SortItem, TableTags, TextFormat, Was,
};
use super::{access, paths, shape};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::dialect::Dialect;
use crate::source::Span;
use crate::syntax::tags::{TagPlace, check, duplicate};
use crate::syntax::{Comments, Tag};

/// The operations by the names that `@only` takes.
const OPERATIONS: [(&str, Operation); 5] = [
    ("list", Operation::List),
    ("create", Operation::Create),
    ("get", Operation::Get),
    ("update", Operation::Update),
    ("delete", Operation::Delete),
];

/// Column tags that contradict each other.
const CONFLICTS: [(&str, &str); 32] = [
    ("filter", "nofilter"),
    ("hidden", "writeonly"),
    ("hidden", "filter"),
    ("readonly", "writeonly"),
    ("readonly", "immutable"),
    ("writeonly", "filter"),
    ("hidden", "version"),
    ("version", "readonly"),
    ("version", "writeonly"),
    ("version", "immutable"),
    ("version", "updated"),
    ("softdelete", "readonly"),
    ("softdelete", "writeonly"),
    ("softdelete", "immutable"),
    ("softdelete", "filter"),
    ("softdelete", "version"),
    ("softdelete", "updated"),
    ("hash", "hidden"),
    ("hash", "readonly"),
    ("hash", "writeonly"),
    ("hash", "filter"),
    ("hash", "name"),
    ("hash", "rust"),
    ("hash", "json"),
    ("hash", "updated"),
    ("format", "hidden"),
    ("format", "hash"),
    ("format", "rust"),
    ("format", "json"),
    ("updated", "readonly"),
    ("updated", "writeonly"),
    ("updated", "immutable"),
];

/// Tags above a table that are about its API and nothing else.
const OF_API: [&str; 7] = [
    "deprecated",
    "only",
    "page",
    "page_max",
    "readonly",
    "search",
    "upsert",
];

/// What the tags above a table say.
pub(super) fn of_table(
    comments: &Comments,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> TableTags {
    let mut tags = TableTags::default();
    let good = check(comments, TagPlace::Table, diagnostics);
    for tag in &good {
        match tag.name.as_str() {
            "hidden" => tags.hidden = flag(tag, diagnostics),
            "readonly" => tags.readonly = flag(tag, diagnostics),
            "name" => tags.name = name(tag, diagnostics),
            "only" => tags.only = operations(tag, diagnostics),
            "sort" => tags.sort = sort(tag, columns, dialect, diagnostics),
            "expose" if tag.args.is_empty() => exposed(tag, &mut tags.exposed, diagnostics),
            "expose" => tags
                .expose
                .extend(expose(tag, columns, dialect, diagnostics)),
            "rel" => tags.relations.extend(filtered(tag, diagnostics)),
            "upsert" => tags
                .upserts
                .extend(named_columns(tag, columns, dialect, diagnostics)),
            "filter" => {
                let more = paths::filters(tag, &tags.filters, diagnostics);
                tags.filters.extend(more);
            }
            "include" => {
                let more = paths::includes(tag, &tags.includes, diagnostics);
                tags.includes.extend(more);
            }
            "search" => tags.search = named_columns(tag, columns, dialect, diagnostics),
            "owner" => tags.owner = access::owner(tag, columns, dialect, diagnostics),
            "public" => tags.public = access::public(tag, diagnostics),
            "role" => tags.roles.extend(access::table_role(tag, diagnostics)),
            "bulk" => tags.bulk = bulk(tag, diagnostics),
            "shape" => tags
                .shapes
                .extend(shape::read(tag, columns, dialect, diagnostics)),
            "borrow" => tags.borrow = flag(tag, diagnostics),
            "export" => tags.export = export(tag, diagnostics),
            "page" => tags.page = count(tag, diagnostics),
            "page_max" => tags.page_max = count(tag, diagnostics),
            "was" => tags.was = was(tag, false, diagnostics),
            "deprecated" => tags.deprecated = Some(tag.args.clone()),
            _ => {}
        }
    }
    let of_api = good.iter().filter(|tag| OF_API.contains(&&*tag.name));
    tags.of_api = of_api
        .map(|tag| Named {
            name: tag.name.clone(),
            span: tag.span,
        })
        .collect();
    if let (Some(hidden), Some(exposed)) = (tags.hidden, tags.exposed) {
        diagnostics.push(contradiction(("hidden", hidden), ("expose", exposed)));
    }
    if let (Some(page), Some(most)) = (tags.page, tags.page_max)
        && page > most
        && let Some(tag) = good.iter().find(|tag| tag.name == "page")
    {
        diagnostics.push(bad_arguments(
            tag,
            tag.args_span,
            &format!("a page of {page} is more than `@page_max {most}`"),
        ));
    }
    tags
}

/// What the tags of a column say.
pub(super) fn of_column(comments: &Comments, diagnostics: &mut Diagnostics) -> ColumnTags {
    let mut tags = ColumnTags::default();
    let good = check(comments, TagPlace::Column, diagnostics);
    for tag in &good {
        match tag.name.as_str() {
            "hidden" => tags.hidden = flag(tag, diagnostics),
            "readonly" => tags.readonly = flag(tag, diagnostics),
            "writeonly" => tags.writeonly = flag(tag, diagnostics),
            "immutable" => tags.immutable = flag(tag, diagnostics),
            "version" => tags.version = flag(tag, diagnostics),
            "softdelete" => tags.softdelete = flag(tag, diagnostics),
            "hash" => tags.hash = hash(tag, diagnostics),
            "format" => tags.format = format(tag, diagnostics),
            "updated" => tags.updated = flag(tag, diagnostics),
            "filter" => tags.filter = flag(tag, diagnostics),
            "nofilter" => tags.nofilter = flag(tag, diagnostics),
            "name" => tags.name = name(tag, diagnostics),
            "rel" => tags.relation = relation(tag, diagnostics),
            "role" => tags.writers = access::column_role(tag, diagnostics),
            "example" => tags.example = example(tag, diagnostics),
            "was" => tags.was.extend(was(tag, true, diagnostics)),
            "backfill" => tags.backfill = backfill(tag, diagnostics),
            "deprecated" => tags.deprecated = Some(tag.args.clone()),
            "rust" | "json" => tags.own = own(tag, diagnostics),
            _ => {}
        }
    }
    report_conflicts(&good, diagnostics);
    tags
}

/// What the tags of an enum say: the name that it had.
pub(super) fn of_type(comments: &Comments, diagnostics: &mut Diagnostics) -> Option<Was> {
    let good = check(comments, TagPlace::Type, diagnostics);
    good.into_iter()
        .find_map(|tag| was(tag, false, diagnostics))
}

/// What the tags of a field of a composite type say: the name that it had.
pub(super) fn of_field(comments: &Comments, diagnostics: &mut Diagnostics) -> Option<Was> {
    of_type(comments, diagnostics)
}

/// What the tags of a word of an enum say: the word that it was.
pub(super) fn of_word(comments: &Comments, diagnostics: &mut Diagnostics) -> Option<String> {
    let good = check(comments, TagPlace::Word, diagnostics);
    let word = good.first()?.args.trim_matches('\'');
    Some(word.replace("''", "'"))
}

fn report_conflicts(tags: &[&Tag], diagnostics: &mut Diagnostics) {
    let find = |name: &str| tags.iter().find(|tag| tag.name == name);
    for (one, other) in CONFLICTS {
        if let (Some(first), Some(second)) = (find(one), find(other)) {
            diagnostics.push(contradiction((one, first.span), (other, second.span)));
        }
    }
}

fn contradiction(one: (&str, Span), other: (&str, Span)) -> Diagnostic {
    Diagnostic::error(
        "conflicting-tags",
        format!("`@{}` and `@{}` contradict each other", one.0, other.0),
    )
    .at(other.1, "this")
    .also(one.1, "and this")
    .help("keep one of them")
}

/// `@was bio`, and of a column `@was users.bio` as well.
fn was(tag: &Tag, can_move: bool, diagnostics: &mut Diagnostics) -> Option<Was> {
    let most = if can_move { 3 } else { 2 };
    let parts = name_parts(&tag.args).filter(|parts| parts.len() <= most);
    let Some(parts) = parts else {
        let help = match can_move {
            true => "write the old name, `@was bio`, or where it was, `@was users.bio`",
            false => "write the old name: `@was people`",
        };
        diagnostics.push(bad_arguments(tag, tag.args_span, "this is no name").help(help));
        return None;
    };
    Some(Was {
        parts,
        span: tag.span,
    })
}

/// The parts of `app.users` and of `"old table".bio`; none where it is no name.
fn name_parts(text: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '.' if !is_quoted => parts.push(String::new()),
            c if !is_quoted && (c.is_whitespace() || c == ',') => return None,
            c => parts.last_mut()?.push(c),
        }
    }
    let is_whole = !is_quoted && parts.iter().all(|part| !part.is_empty());
    is_whole.then_some(parts)
}

/// `@backfill lower(email)`.
fn backfill(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<String> {
    if tag.args.is_empty() {
        let problem = bad_arguments(tag, tag.span, "an expression must follow");
        diagnostics.push(problem.help("`@backfill ''`, `@backfill lower(email)`"));
        return None;
    }
    Some(tag.args.clone())
}

fn flag(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<Span> {
    if !tag.args.is_empty() {
        diagnostics.push(
            bad_arguments(tag, tag.args_span, "it takes nothing after it")
                .help("put words for people on a line of their own"),
        );
    }
    Some(tag.span)
}

fn own(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<OwnTag> {
    if crate::config::is_path(&tag.args) {
        return Some(OwnTag {
            path: tag.args.clone(),
            json: tag.name == "json",
            span: tag.span,
        });
    }
    let what = "it takes the path of a type: `my_types::Settings`";
    diagnostics.push(bad_arguments(tag, argument_place(tag), what));
    None
}

fn name(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<Named> {
    if is_name(&tag.args) {
        return Some(Named {
            name: tag.args.clone(),
            span: tag.span,
        });
    }
    diagnostics.push(bad_arguments(
        tag,
        argument_place(tag),
        "it takes one name of letters, digits, `_` and `-`",
    ));
    None
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

fn operations(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<Vec<Operation>> {
    operations_of(tag, items(tag), diagnostics)
}

/// `create,delete`, or nothing.
fn bulk(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<BulkTag> {
    const READS: [Operation; 2] = [Operation::List, Operation::Get];
    let operations = match tag.args.is_empty() {
        true => None,
        false => Some(operations(tag, diagnostics)?),
    };
    let mut named = operations.iter().flatten();
    if let Some(read) = named.find(|one| READS.contains(one)) {
        let what = format!(
            "`{}` writes no rows: it takes create, update, delete",
            read.name()
        );
        diagnostics.push(bad_arguments(tag, tag.args_span, &what));
        return None;
    }
    Some(BulkTag {
        operations,
        span: tag.span,
    })
}

/// `50000`, or nothing.
fn export(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<ExportTag> {
    let most = match tag.args.is_empty() {
        true => None,
        false => Some(count(tag, diagnostics)?),
    };
    Some(ExportTag {
        most,
        span: tag.span,
    })
}

/// The operations that words of a tag name, each once.
pub(super) fn operations_of(
    tag: &Tag,
    words: Vec<(String, Span)>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Operation>> {
    let mut out = Vec::new();
    for (word, span) in words {
        match OPERATIONS.iter().find(|(known, _)| *known == word) {
            Some((_, operation)) if out.contains(operation) => {
                diagnostics.push(bad_arguments(tag, span, &format!("`{word}` stands twice")));
            }
            Some((_, operation)) => out.push(*operation),
            None => {
                let known = OPERATIONS.iter().map(|(known, _)| *known);
                let diagnostic =
                    bad_arguments(tag, span, &format!("there is no operation `{word}`"));
                diagnostics.push(diagnostic.help(match nearest(&word, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the operations are list, create, get, update, delete".to_owned(),
                }));
            }
        }
    }
    out.sort_unstable();
    if out.is_empty() && tag.args.is_empty() {
        diagnostics.push(bad_arguments(
            tag,
            tag.span,
            "it takes operations: list, create, get, update, delete",
        ));
    }
    (!out.is_empty()).then_some(out)
}

fn sort(
    tag: &Tag,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Vec<SortItem> {
    let mut out: Vec<SortItem> = Vec::new();
    for (word, span) in items(tag) {
        let (descending, bare) = match word.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, word.as_str()),
        };
        match column(tag, bare, span, columns, dialect, diagnostics) {
            Some(column) if out.iter().any(|item| item.column == column) => {
                diagnostics.push(bad_arguments(tag, span, &format!("`{bare}` stands twice")));
            }
            Some(column) => out.push(SortItem { column, descending }),
            None => {}
        }
    }
    if tag.args.is_empty() {
        diagnostics.push(bad_arguments(
            tag,
            tag.span,
            "it takes columns, with `-` for the largest first",
        ));
    }
    out
}

/// `@expose` without columns, once.
fn exposed(tag: &Tag, exposed: &mut Option<Span>, diagnostics: &mut Diagnostics) {
    match exposed {
        Some(first) => diagnostics.push(duplicate(tag, *first)),
        None => *exposed = Some(tag.span),
    }
}

fn expose(
    tag: &Tag,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Vec<Exposed> {
    items(tag)
        .into_iter()
        .filter_map(|(word, span)| {
            let column = column(tag, &word, span, columns, dialect, diagnostics)?;
            Some(Exposed { column, span })
        })
        .collect()
}

fn named_columns(
    tag: &Tag,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<ColumnsTag> {
    if tag.args.is_empty() {
        let what = match tag.name.as_str() {
            "upsert" => "it takes the columns of a unique key",
            _ => "it takes columns",
        };
        diagnostics.push(bad_arguments(tag, tag.span, what));
        return None;
    }
    let columns: Option<Vec<u32>> = items(tag)
        .into_iter()
        .map(|(word, span)| column(tag, &word, span, columns, dialect, diagnostics))
        .collect();
    Some(ColumnsTag {
        columns: columns?,
        span: tag.span,
    })
}

/// The position of a column that a tag names.
pub(super) fn column(
    tag: &Tag,
    name: &str,
    span: Span,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<u32> {
    let index = columns
        .iter()
        .position(|column| dialect.same_name(&column.name, name));
    if index.is_none() {
        let known = columns.iter().map(|column| column.name.as_str());
        let diagnostic = bad_arguments(tag, span, &format!("there is no column `{name}`"));
        diagnostics.push(match nearest(name, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }
    index.and_then(|index| u32::try_from(index).ok())
}

fn count(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<u32> {
    match tag.args.parse::<u32>() {
        Ok(count) if count > 0 => Some(count),
        _ => {
            diagnostics.push(bad_arguments(
                tag,
                argument_place(tag),
                "it takes a number from 1 on",
            ));
            None
        }
    }
}

fn relation(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<RelationNames> {
    let words: Vec<&str> = tag.args.split_whitespace().collect();
    let (name, inverse) = match words[..] {
        [name] => (name, None),
        [name, "as", inverse] => (name, Some(inverse)),
        _ => ("", None),
    };
    if !is_name(name) || !inverse.is_none_or(is_name) {
        diagnostics.push(bad_arguments(
            tag,
            argument_place(tag),
            "it takes a name, or two: `@rel author as posts`",
        ));
        return None;
    }
    Some(RelationNames {
        name: name.to_owned(),
        inverse: inverse.map(str::to_owned),
        span: tag.span,
    })
}

/// `published_posts: posts where status = 'published'`.
fn filtered(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<FilteredRelation> {
    let read = || {
        let (name, rest) = tag.args.split_once(':')?;
        let (of, condition) = words_around_where(rest)?;
        // Both stand behind all that is before them.
        let condition_at = tag.args.len() - condition.len();
        let of_at = name.len() + 1 + (rest.len() - rest.trim_start().len());
        let at = |start: usize, part: &str| {
            let start = tag.args_span.start + start;
            Span::new(tag.span.file, start, start + part.len())
        };
        (is_name(name.trim()) && is_name(of) && !condition.is_empty()).then(|| FilteredRelation {
            name: name.trim().to_owned(),
            of: of.to_owned(),
            of_span: at(of_at, of),
            condition: condition.to_owned(),
            condition_span: at(condition_at, condition),
            span: tag.span,
        })
    };
    let relation = read();
    if relation.is_none() {
        let what = "above a table it takes a name, a relation and a condition: \
                    `@rel published_posts: posts where status = 'published'`";
        diagnostics.push(bad_arguments(tag, argument_place(tag), what));
    }
    relation
}

/// What stands before the first word `where`, and behind it.
fn words_around_where(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (of, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let (word, condition) = rest.split_once(char::is_whitespace)?;
    let is_where = word.eq_ignore_ascii_case("where");
    is_where.then(|| (of, condition.trim()))
}

/// `argon2 as password min 8 max 128`; the limits may be left out.
fn hash(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<HashTag> {
    /// The fewest and the most characters where nothing is said: what is longer than that nobody types.
    const LIMITS: (u32, u32) = (8, 128);
    /// Hashing takes time with the length.
    const LONGEST: u32 = 1024;
    let words: Vec<&str> = tag.args.split_whitespace().collect();
    let limits = match &words[..] {
        ["argon2", "as", _] => Some(LIMITS),
        ["argon2", "as", _, "min", min] => min.parse().ok().map(|min| (min, LIMITS.1)),
        ["argon2", "as", _, "max", max] => max.parse().ok().map(|max| (LIMITS.0, max)),
        ["argon2", "as", _, "min", min, "max", max] => min.parse().ok().zip(max.parse().ok()),
        _ => None,
    };
    let key = words.get(2).copied().unwrap_or_default();
    match limits.filter(|_| is_name(key)) {
        None => {
            let what =
                "it takes the way, a key and limits: `@hash argon2 as password min 8 max 128`";
            diagnostics.push(bad_arguments(tag, argument_place(tag), what));
            None
        }
        Some((min, max)) if min == 0 || min > max || max > LONGEST => {
            let what = format!("its limits go from 1 to {LONGEST}, the least first");
            diagnostics.push(bad_arguments(tag, tag.args_span, &what));
            None
        }
        Some((min, max)) => Some(HashTag {
            key: key.to_owned(),
            min,
            max,
            span: tag.span,
        }),
    }
}

fn format(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<FormatTag> {
    let known = || TextFormat::ALL.into_iter();
    let format = known().find(|format| format.name() == tag.args);
    if format.is_none() {
        let names: Vec<&str> = known().map(TextFormat::name).collect();
        let what = format!("it takes one of {}", names.join(", "));
        let error = bad_arguments(tag, argument_place(tag), &what);
        diagnostics.push(match nearest(&tag.args, names) {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => error.help("where none of them fits, a CHECK says what the texts are"),
        });
    }
    Some(FormatTag {
        format: format?,
        span: tag.span,
    })
}

fn example(tag: &Tag, diagnostics: &mut Diagnostics) -> Option<serde_json::Value> {
    match serde_json::from_str(&tag.args) {
        Ok(value) => Some(value),
        Err(_) => {
            diagnostics.push(
                bad_arguments(tag, argument_place(tag), "it takes a value as JSON has it")
                    .help("write text in double quotes: `@example \"Ada\"`"),
            );
            None
        }
    }
}

/// The arguments between commas, each with its place.
pub(super) fn items(tag: &Tag) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut start = tag.args_span.start;
    for part in tag.args.split(',') {
        let leading = part.len() - part.trim_start().len();
        let word = part.trim();
        let from = start + leading;
        let span = Span::new(tag.span.file, from, from + word.len());
        if !tag.args.is_empty() {
            out.push((word.to_owned(), span));
        }
        start += part.len() + 1;
    }
    out
}

pub(super) fn argument_place(tag: &Tag) -> Span {
    if tag.args.is_empty() {
        tag.span
    } else {
        tag.args_span
    }
}

pub(super) fn bad_arguments(tag: &Tag, span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-tag-arguments",
        format!("`@{}` cannot be read: {what}", tag.name),
    )
    .at(span, what)
}
