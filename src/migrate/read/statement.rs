//! What a statement that the catalog does not hold makes or takes back, told from its words.

use crate::dialect::Dialect;
use crate::migrate::model::Name;
use crate::migrate::written::Written;

/// What a statement does with a thing.
pub(super) enum Deed {
    /// It is there from then on, as the statement says.
    Make,
    /// It is gone.
    Unmake,
    /// What belongs to these tables or views is gone with them.
    Clear(Vec<Name>),
    /// Its table has this name from then on.
    Rename(String),
    /// A column of its table has another name from then on.
    RenameColumn(String, String),
    /// What was granted is gone; where nothing was, it is a thing of its own.
    Revoke,
}

/// What a statement is about.
pub(super) struct Head {
    pub deed: Deed,
    /// What kind of thing and its name.
    pub identity: String,
    /// What CREATE OR REPLACE cannot change.
    pub header: String,
    /// How it is taken back.
    pub undo: Option<String>,
    pub is_replaceable: bool,
    /// The table that it belongs to.
    pub of: Option<Name>,
}

/// Kinds of things of which the catalog holds all: nothing of them is carried as text.
const MODELLED: [&str; 9] = [
    "sequence",
    "table",
    "view",
    "index",
    "domain",
    "materialized view",
    "virtual table",
    "foreign table",
    "enum",
];

/// Statements that say nothing of what there is.
const PASSING: [&str; 31] = [
    "analyze",
    "attach",
    "begin",
    "checkpoint",
    "cluster",
    "commit",
    "deallocate",
    "detach",
    "discard",
    "end",
    "execute",
    "explain",
    "flush",
    "listen",
    "load",
    "lock",
    "notify",
    "optimize",
    "pragma",
    "prepare",
    "reindex",
    "release",
    "repair",
    "reset",
    "rollback",
    "savepoint",
    "set",
    "show",
    "start",
    "use",
    "vacuum",
];

/// Kinds of things that are made, changed and dropped by a name, which may have a schema.
const KINDS: [&str; 27] = [
    "text search configuration",
    "text search dictionary",
    "text search parser",
    "text search template",
    "foreign data wrapper",
    "constraint trigger",
    "access method",
    "event trigger",
    "operator class",
    "operator family",
    "subscription",
    "publication",
    "conversion",
    "statistics",
    "tablespace",
    "aggregate",
    "collation",
    "extension",
    "procedure",
    "function",
    "language",
    "server",
    "schema",
    "policy",
    "type",
    "role",
    "event",
];

/// The words of a statement, and how far they are read.
struct Words<'a> {
    keys: Vec<&'a str>,
    texts: Vec<&'a str>,
    at: usize,
}

impl<'a> Words<'a> {
    fn take(&mut self, wanted: &str) -> bool {
        let words: Vec<&str> = wanted.split(' ').collect();
        let fits = self.keys[self.at.min(self.keys.len())..].starts_with(&words);
        self.at += if fits { words.len() } else { 0 };
        fits
    }

    fn find(&self, wanted: &str) -> Option<usize> {
        let rest = self.keys.iter().skip(self.at);
        let found = rest.clone().position(|word| *word == wanted)?;
        Some(self.at + found)
    }

    /// A name, perhaps with a schema: as it is written, and taken apart.
    fn name(&mut self, search_path: &[String]) -> Option<(String, Name)> {
        let mut written = (*self.texts.get(self.at)?).to_owned();
        let mut parts = vec![self.keys.get(self.at)?.to_string()];
        self.at += 1;
        while self.keys.get(self.at) == Some(&".") {
            written.push('.');
            written.push_str(self.texts.get(self.at + 1)?);
            parts.push(self.keys.get(self.at + 1)?.to_string());
            self.at += 2;
        }
        let name = parts.pop()?;
        let schema = parts.pop().or_else(|| search_path.first().cloned());
        Some((written, Name { schema, name }))
    }

    /// What stands from here to the parenthesis that closes the next one, as keys and as it is written.
    fn parentheses(&mut self) -> Option<(String, String)> {
        if self.keys.get(self.at) != Some(&"(") {
            return None;
        }
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(word) = self.keys.get(self.at) {
            depth += usize::from(*word == "(");
            depth -= usize::from(*word == ")");
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        Some(arguments(
            &self.keys[start..self.at],
            &self.texts[start..self.at],
        ))
    }
}

/// The arguments of a function without their defaults.
fn arguments(keys: &[&str], texts: &[&str]) -> (String, String) {
    let (mut key, mut text) = (Vec::new(), Vec::new());
    let (mut depth, mut is_default) = (0_usize, false);
    for (word, written) in keys.iter().zip(texts) {
        depth -= usize::from(*word == ")");
        if depth == 1 && (*word == "default" || *word == "=") {
            is_default = true;
        }
        if depth == 0 || depth == 1 && *word == "," {
            is_default = false;
        }
        if !is_default {
            key.push(*word);
            text.push(*written);
        }
        depth += usize::from(*word == "(");
    }
    let text = text.join(" ").replace("( ", "(").replace(" )", ")");
    (key.join(" "), text.replace(" ,", ","))
}

impl Head {
    /// What a statement is about; none where it is modelled otherwise, or says nothing of what there is.
    pub fn of(written: &Written, dialect: Dialect, search_path: &[String]) -> Option<Head> {
        let mut words = Words {
            keys: written.keys().collect(),
            texts: written.texts().collect(),
            at: 0,
        };
        let first = *words.keys.first()?;
        if PASSING.contains(&first) || first == "rename" {
            return None;
        }
        if first == "select" {
            return match words.keys.contains(&"set_config") || words.keys.contains(&"setval") {
                true => None,
                false => Some(whole(written, None)),
            };
        }
        if words.take("comment on") {
            return comment(&mut words, search_path);
        }
        if first == "grant" {
            return Some(Head {
                of: granted_on(&words, search_path),
                ..whole(written, revoked(&words))
            });
        }
        if first == "revoke" {
            return Some(Head {
                deed: Deed::Revoke,
                of: granted_on(&words, search_path),
                identity: granted(&words),
                ..whole(written, None)
            });
        }
        if words.take("alter") {
            return altered(&mut words, written, dialect, search_path);
        }
        let is_drop = words.take("drop");
        if is_drop && let Some(gone) = dropped(&mut words, search_path) {
            return Some(Head {
                deed: Deed::Clear(gone),
                ..whole(written, None)
            });
        }
        if !is_drop && !words.take("create") {
            return Some(whole(written, None));
        }
        let _ = words.take("or replace");
        if ["definer", "algorithm", "sql"]
            .iter()
            .any(|word| words.take(word))
        {
            // `DEFINER = root@localhost`, `ALGORITHM = MERGE`, `SQL SECURITY INVOKER`
            let behind = ["trigger", "procedure", "function", "event", "view"];
            let kind = words.keys.iter().position(|word| behind.contains(word));
            words.at = kind.unwrap_or(words.at);
        }
        if words.take("trigger") || words.take("constraint trigger") {
            return trigger(&mut words, is_drop, dialect, search_path);
        }
        for (kind, word) in [("policy", "on"), ("rule", "to")] {
            if words.take(kind) {
                return of_table(&mut words, is_drop, kind, word, search_path);
            }
        }
        let head = words.keys.iter().skip(words.at).take(6);
        let head: Vec<&str> = head.copied().collect();
        let is_modelled = MODELLED.iter().any(|kind| {
            let kind: Vec<&str> = kind.split(' ').collect();
            head.windows(kind.len()).any(|window| window == kind)
        });
        let kind = KINDS.iter().find(|kind| words.take(kind));
        let Some(kind) = kind else {
            return match is_modelled {
                true => None,
                false => Some(whole(written, None)),
            };
        };
        if *kind == "type" && !is_drop && written.keys().any(|word| word == "enum") {
            return None;
        }
        let _ = words.take("if not exists") || words.take("if exists");
        let (shown, name) = words.name(search_path)?;
        let has_arguments = ["function", "procedure", "aggregate"].contains(kind);
        let rules = dialect.migration_rules();
        let has_arguments = has_arguments && rules.routines_overload;
        let (key, arguments) = match has_arguments {
            true => words.parentheses().unwrap_or_default(),
            false => Default::default(),
        };
        let identity = format!(
            "{kind} {}.{}{key}",
            name.schema.as_deref().unwrap_or_default(),
            name.name
        );
        let header: Vec<&str> = words
            .keys
            .iter()
            .skip(words.at)
            .take_while(|word| !["as", "language", "begin", "return"].contains(word))
            .copied()
            .collect();
        Some(Head {
            deed: if is_drop { Deed::Unmake } else { Deed::Make },
            identity,
            header: if has_arguments {
                header.join(" ")
            } else {
                String::new()
            },
            undo: Some(format!("DROP {} {shown}{arguments}", kind.to_uppercase())),
            is_replaceable: matches!(*kind, "function" | "procedure") && rules.replaces_routines,
            of: None,
        })
    }
}

/// The tables or views of `DROP TABLE IF EXISTS a, b CASCADE`.
fn dropped(words: &mut Words<'_>, search_path: &[String]) -> Option<Vec<Name>> {
    let kinds = ["table", "materialized view", "view"];
    if !kinds.iter().any(|kind| words.take(kind)) {
        return None;
    }
    let _ = words.take("if exists");
    let mut gone = Vec::new();
    while let Some((_, name)) = words.name(search_path) {
        gone.push(name);
        if !words.take(",") {
            break;
        }
    }
    Some(gone)
}

/// A statement that is a thing of its own.
fn whole(written: &Written, undo: Option<String>) -> Head {
    Head {
        deed: Deed::Make,
        identity: written.keys().collect::<Vec<_>>().join(" "),
        header: String::new(),
        undo,
        is_replaceable: false,
        of: None,
    }
}

/// `COMMENT ON COLUMN users.name IS '..'`
fn comment(words: &mut Words<'_>, search_path: &[String]) -> Option<Head> {
    let is = words.find("is")?;
    let subject = words.keys[..is].join(" ");
    let shown = words.texts[..is].join(" ").replace(" . ", ".");
    let kind = words.keys.get(words.at).copied()?;
    let is_none = words.keys.last() == Some(&"null");
    words.at += 1;
    let of = match kind {
        "table" | "view" => words.name(search_path).map(|(_, name)| name),
        "column" => words.name(search_path).and_then(|(shown, name)| {
            // `users.name`: what was taken for a schema is the table.
            let mut parts: Vec<&str> = shown.split('.').collect();
            parts.pop();
            let table = name.schema?;
            let schema = match parts.len() {
                2 => Some(parts[0].to_owned()),
                _ => search_path.first().cloned(),
            };
            Some(Name {
                schema,
                name: table,
            })
        }),
        "constraint" | "trigger" | "policy" | "rule" => {
            words.at = words.find("on")? + 1;
            words.name(search_path).map(|(_, name)| name)
        }
        _ => None,
    };
    Some(Head {
        deed: if is_none { Deed::Unmake } else { Deed::Make },
        identity: subject,
        header: String::new(),
        undo: Some(format!("{shown} IS NULL")),
        is_replaceable: true,
        of,
    })
}

/// The identity of `GRANT .. TO ..` that `REVOKE .. FROM ..` takes back.
fn granted(words: &Words<'_>) -> String {
    let from = words.keys.iter().rposition(|word| *word == "from");
    let mut keys = words.keys.clone();
    keys[0] = "grant";
    if let Some(from) = from {
        keys[from] = "to";
    }
    keys.join(" ")
}

/// `REVOKE .. FROM ..` of `GRANT .. TO ..`.
fn revoked(words: &Words<'_>) -> Option<String> {
    let to = words.keys.iter().rposition(|word| *word == "to")?;
    let mut texts: Vec<&str> = words.texts.clone();
    texts[0] = "REVOKE";
    texts[to] = "FROM";
    let text = texts.join(" ").replace(" ,", ",").replace(" . ", ".");
    let end = text.to_lowercase().find(" with grant option");
    Some(text[..end.unwrap_or(text.len())].to_owned())
}

/// The table or view of `GRANT SELECT ON users TO ..`.
fn granted_on(words: &Words<'_>, search_path: &[String]) -> Option<Name> {
    let on = words.find("on")?;
    let mut words = Words {
        keys: words.keys.clone(),
        texts: words.texts.clone(),
        at: on + 1,
    };
    let _ = words.take("table");
    words.name(search_path).map(|(_, name)| name)
}

fn trigger(
    words: &mut Words<'_>,
    is_drop: bool,
    dialect: Dialect,
    search_path: &[String],
) -> Option<Head> {
    let _ = words.take("if not exists") || words.take("if exists");
    let (shown, name) = words.name(search_path)?;
    let has_own_names = dialect.migration_rules().triggers_are_of_tables;
    let mut of = None;
    let mut on = String::new();
    if let Some(at) = words.find("on").filter(|_| has_own_names || !is_drop) {
        words.at = at + 1;
        let (shown, table) = words.name(search_path)?;
        on = shown;
        of = Some(table);
    }
    let identity = match (&of, has_own_names) {
        (Some(table), true) => format!("trigger {}.{}", table.name, name.name),
        _ => format!("trigger {}", name.name),
    };
    let undo = match has_own_names {
        true => format!("DROP TRIGGER {shown} ON {on}"),
        false => format!("DROP TRIGGER {shown}"),
    };
    Some(Head {
        deed: if is_drop { Deed::Unmake } else { Deed::Make },
        identity,
        header: String::new(),
        undo: Some(undo),
        is_replaceable: false,
        of,
    })
}

/// A policy or rule, whose table follows a word.
fn of_table(
    words: &mut Words<'_>,
    is_drop: bool,
    kind: &str,
    word: &str,
    search_path: &[String],
) -> Option<Head> {
    let _ = words.take("if exists");
    let (shown, name) = words.name(search_path)?;
    let word = if is_drop { "on" } else { word };
    words.at = words.find(word)? + 1;
    let (on, table) = words.name(search_path)?;
    Some(Head {
        deed: if is_drop { Deed::Unmake } else { Deed::Make },
        identity: format!("{kind} {}.{}", table.name, name.name),
        header: String::new(),
        undo: Some(format!("DROP {} {shown} ON {on}", kind.to_uppercase())),
        is_replaceable: false,
        of: Some(table),
    })
}

/// What an ALTER says that the catalog does not hold.
fn altered(
    words: &mut Words<'_>,
    written: &Written,
    dialect: Dialect,
    search_path: &[String],
) -> Option<Head> {
    let is_table = words.take("table");
    if !is_table {
        let is_modelled = MODELLED.iter().any(|kind| words.take(kind));
        let is_about_type = words.take("type") || words.take("schema");
        return match is_modelled || is_about_type {
            true => None,
            false => Some(whole(written, None)),
        };
    }
    let _ = words.take("if exists");
    let _ = words.take("only");
    let (shown, table) = words.name(search_path)?;
    if words.take("rename to") || words.take("rename as") {
        let (_, to) = words.name(search_path)?;
        return Some(Head {
            deed: Deed::Rename(to.name),
            identity: String::new(),
            header: String::new(),
            undo: None,
            is_replaceable: false,
            of: Some(table),
        });
    }
    if words.take("rename constraint") || words.take("rename index") || words.take("rename key") {
        return None;
    }
    if words.take("rename column") || words.take("rename") {
        let old = (*words.keys.get(words.at)?).to_owned();
        words.at = words.find("to")? + 1;
        let new = (*words.keys.get(words.at)?).to_owned();
        return Some(Head {
            deed: Deed::RenameColumn(old, new),
            identity: String::new(),
            header: String::new(),
            undo: None,
            is_replaceable: false,
            of: Some(table),
        });
    }
    if !dialect.migration_rules().tables_have_switches {
        return None;
    }
    let switches = [
        ("enable row level security", "disable row level security"),
        ("force row level security", "no force row level security"),
    ];
    for (on, off) in switches {
        let is_off = words.take(off);
        if is_off || words.take(on) {
            return Some(Head {
                deed: if is_off { Deed::Unmake } else { Deed::Make },
                identity: format!("{on} {}", table.name),
                header: String::new(),
                undo: Some(format!("ALTER TABLE {shown} {}", off.to_uppercase())),
                is_replaceable: false,
                of: Some(table),
            });
        }
    }
    if let Some(head) = trigger_state(words, (&shown, &table)) {
        return Some(head);
    }
    let kept = [
        "replica identity",
        "cluster on",
        "owner to",
        "set tablespace",
        "enable rule",
        "disable rule",
    ];
    let is_kept = kept.iter().any(|kept| words.take(kept));
    let sets = ["statistics", "storage", "compression"];
    let is_setting = words.keys.get(words.at) == Some(&"alter")
        && sets.iter().any(|set| words.find(set).is_some());
    (is_kept || is_setting).then(|| Head {
        of: Some(table),
        ..whole(written, None)
    })
}

/// `ENABLE ALWAYS TRIGGER`: when a trigger runs. What holds in any case is no more than ENABLE TRIGGER.
fn trigger_state(words: &mut Words<'_>, (shown, table): (&str, &Name)) -> Option<Head> {
    let is_back = words.take("enable trigger");
    let others = [
        "disable trigger",
        "enable always trigger",
        "enable replica trigger",
    ];
    if !is_back && !others.iter().any(|other| words.take(other)) {
        return None;
    }
    let (name, key) = (words.texts.get(words.at)?, words.keys.get(words.at)?);
    Some(Head {
        deed: if is_back { Deed::Unmake } else { Deed::Make },
        identity: state_of(&format!("trigger {}.{key}", table.name)),
        header: String::new(),
        undo: Some(format!("ALTER TABLE {shown} ENABLE TRIGGER {name}")),
        is_replaceable: true,
        of: Some(table.clone()),
    })
}

/// When a trigger runs, which is gone with it.
pub(super) fn state_of(trigger: &str) -> String {
    format!("state of {trigger}")
}
