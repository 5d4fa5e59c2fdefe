//! rowtype.toml where it names tables and columns.
//!
//! In: the configuration. Out: edits of its keys and texts; what is written in another form is named.

use super::Task;
use super::carried::Places;
use super::edits::Edits;
use crate::config::Config;
use crate::source::Span;

/// What is said of a place that is left.
const LEFT: &str = "a setting";

/// Edits `[names.rename]`, `[types]`, `[http] hooks` and `[http.token]`.
pub(super) fn edit(task: &Task<'_>, config: &Config, edits: &mut Edits, open: &mut Places) {
    let renamed = config.names.rename.iter();
    let renamed = renamed.map(|(key, given)| (key.as_str(), given.span));
    let types = config.types.iter();
    let types = types.map(|(key, chosen)| (key.as_str(), chosen.span));
    let hooks = config.http.hooks.iter();
    let token = config.http.token.iter();
    let token = token.flat_map(|token| {
        let others = token.password.iter().chain(&token.roles);
        std::iter::once(&token.login).chain(others)
    });
    let texts = hooks.chain(token);
    let texts = texts.map(|given| (given.name.as_str(), given.span));
    for (name, span) in renamed.chain(types).chain(texts) {
        let (Some(new), Some(span)) = (renamed_path(task, name), span) else {
            continue;
        };
        match quoted(task, span, name) {
            Some(mark) => edits.replace(span, format!("{mark}{new}{mark}")),
            None => open.push((span, LEFT)),
        }
    }
}

/// `users.name` with the new name; none of what names another thing.
fn renamed_path(task: &Task<'_>, path: &str) -> Option<String> {
    let same = |a: &str, b: &str| task.catalog.dialect.same_name(a, b);
    let table = task.catalog.table(task.wanted.table);
    let parts: Vec<&str> = path.split('.').collect();
    let at = match parts.as_slice() {
        [name, ..] if same(name, &table.name) => 0,
        [schema, name, ..]
            if table.schema.as_deref() == Some(schema) && same(name, &table.name) =>
        {
            1
        }
        _ => return None,
    };
    let place = match task.wanted.column {
        None => at,
        Some(_) => parts
            .get(at + 1)
            .filter(|name| same(name, &task.wanted.old))
            .map(|_| at + 1)?,
    };
    let mut parts = parts;
    parts[place] = &task.wanted.new;
    Some(parts.join("."))
}

/// The quotes around a text of the file, which are none around a plain key; none where it is written in another form.
fn quoted(task: &Task<'_>, span: Span, name: &str) -> Option<&'static str> {
    let text = task.sources.text(span);
    ["\"", "'", ""]
        .into_iter()
        .find(|mark| text == format!("{mark}{name}{mark}"))
}
