//! Whose tables there are: the project's, and others'.
//!
//! In: the patterns of rowtype.toml and the names that a database has. Out: which of them are left out. A table that is left out takes
//! with it what stands on it.

/// What another tool keeps in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Others {
    /// Whose it is.
    pub tool: &'static str,
    /// The tables, in order.
    pub tables: Vec<String>,
}

/// Which tables the project is about.
#[derive(Clone, Debug, Default)]
pub struct Managed {
    /// Patterns of its own; none: all but those of others.
    pub tables: Vec<String>,
    /// Patterns of those that are others'.
    pub unmanaged: Vec<String>,
}

/// What rowtype itself keeps.
const OWN: [&str; 3] = ["rowtype_migrations", "rowtype_migrator", "rowtype_dev"];

/// The tables that tell of a tool, and what else is its own then.
const TOOLS: &[(&str, &[&str], &[&str])] = &[
    ("Alembic", &["alembic_version"], &[]),
    (
        "Django",
        &["django_migrations"],
        &[
            "django_*",
            "auth_group",
            "auth_group_permissions",
            "auth_permission",
            "auth_user",
            "auth_user_groups",
            "auth_user_user_permissions",
        ],
    ),
    ("sqlx", &["_sqlx_migrations"], &[]),
    ("Diesel", &["__diesel_schema_migrations"], &[]),
    ("Flyway", &["flyway_schema_history"], &[]),
    (
        "Rails and others",
        &["schema_migrations"],
        &["ar_internal_metadata"],
    ),
    ("Knex", &["knex_migrations"], &["knex_migrations_lock"]),
    ("Prisma", &["_prisma_migrations"], &[]),
    ("goose", &["goose_db_version"], &[]),
    ("Atlas", &["atlas_schema_revisions"], &[]),
];

/// The judgement over the names of one database.
#[derive(Clone, Debug)]
pub(super) struct Judgement<'a> {
    managed: &'a Managed,
    tools: Vec<&'static (
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
    )>,
}

impl Managed {
    /// Judges the names of a database; each is the name alone.
    pub(super) fn judge(&self, names: &[&str]) -> Judgement<'_> {
        let is_there = |tool: &&(&str, &[&str], &[&str])| {
            let mut tables = tool.1.iter();
            tables.any(|table| names.contains(table))
        };
        Judgement {
            managed: self,
            tools: TOOLS.iter().filter(is_there).collect(),
        }
    }

    /// Whether a pattern of others' names it, which may be anything that has a name.
    pub(super) fn is_unmanaged(&self, schema: Option<&str>, name: &str) -> bool {
        fits_one(&self.unmanaged, schema, name)
    }
}

impl Judgement<'_> {
    /// Whether a table or view is not the project's.
    pub fn leaves_out(&self, schema: Option<&str>, name: &str) -> bool {
        if OWN.contains(&name) || self.managed.is_unmanaged(schema, name) {
            return true;
        }
        if fits_one(&self.managed.tables, schema, name) {
            return false;
        }
        !self.managed.tables.is_empty() || self.tool(name).is_some()
    }

    /// The tool whose table it is.
    pub fn tool(&self, name: &str) -> Option<&'static str> {
        let mut tools = self.tools.iter();
        let found = tools.find(|tool| {
            tool.1
                .iter()
                .chain(tool.2)
                .any(|pattern| matches(pattern, name))
        });
        found.map(|tool| tool.0)
    }

    /// What is left out because of a tool, of these names.
    pub fn others<'n>(&self, left_out: impl Iterator<Item = &'n str>) -> Vec<Others> {
        let mut others: Vec<Others> = Vec::new();
        for name in left_out {
            let Some(tool) = self.tool(name) else {
                continue;
            };
            match others.iter_mut().find(|one| one.tool == tool) {
                Some(one) => one.tables.push(name.to_owned()),
                None => others.push(Others {
                    tool,
                    tables: vec![name.to_owned()],
                }),
            }
        }
        for one in &mut others {
            one.tables.sort_unstable();
        }
        others
    }
}

/// `users`, `app.users`, `django_*`.
fn fits_one(patterns: &[String], schema: Option<&str>, name: &str) -> bool {
    let full = schema.map(|schema| format!("{schema}.{name}"));
    patterns.iter().any(|pattern| {
        matches(pattern, name) || full.as_ref().is_some_and(|full| matches(pattern, full))
    })
}

/// Whether a name is of a pattern, in which `*` stands for any letters.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut name) = name.strip_prefix(start) else {
        return false;
    };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match name.find(piece) {
            Some(at) => name = &name[at + piece.len()..],
            None => return false,
        }
    }
    name.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{Managed, matches};

    #[test]
    fn patterns_have_stars() {
        assert!(matches("django_*", "django_site") && !matches("django_*", "my_django_site"));
        assert!(matches("*_log_*x", "a_log_bx") && !matches("*_log_*x", "a_log_b"));
        assert!(!matches("ab*ba", "aba"), "a letter counts once");
        assert!(matches("users", "users") && !matches("users", "users2"));
    }

    #[test]
    fn histories_are_others_until_the_project_names_them() {
        let mut managed = Managed::default();
        let names = ["users", "auth_user", "django_migrations"];
        let out = |managed: &Managed, name| managed.judge(&names).leaves_out(None, name);
        assert!(out(&managed, "auth_user") && !out(&managed, "users"));
        let without = managed.judge(&["users", "auth_user"]);
        assert!(!without.leaves_out(None, "auth_user"), "no Django is here");
        managed.tables = vec!["auth_user".to_owned()];
        assert!(!out(&managed, "auth_user") && out(&managed, "users"));
    }
}
