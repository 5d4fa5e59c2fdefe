//! The [`Namer`]: every name of the generated code, from the names in the schema.
//!
//! In: names as the database holds them, and `[names]` of rowtype.toml. Out: names in Rust, and a diagnostic that names both
//! places wherever two of them meet. Nothing else decides case, number or collisions; it must not know what the names are
//! written into.

mod inflection;
mod rust_words;

use std::collections::{BTreeSet, HashMap};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use indexmap::IndexMap;

use crate::config::{GivenName, Names};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::Span;

/// Gives names, and remembers which of `[names]` were of use.
pub(super) struct Namer<'a> {
    given: &'a Names,
    used: BTreeSet<&'a str>,
    met: BTreeSet<String>,
    /// Words whose singular has been asked for: schemas say the same words again and again.
    singulars: HashMap<String, String>,
}

/// A set of names that must differ: the fields of a struct, the types of the crate.
pub(super) struct Scope {
    /// What the names are, for messages: `the fields of `User``.
    what: String,
    taken: IndexMap<String, Claim>,
}

struct Claim {
    by: String,
    span: Option<Span>,
}

/// Who wants a name: its description and its place.
#[derive(Clone)]
pub(super) struct Claimant {
    /// `column `userName``, `table `users``.
    pub(super) what: String,
    /// Where it is written.
    pub(super) span: Option<Span>,
    /// How it can have another name.
    pub(super) remedy: String,
}

impl<'a> Namer<'a> {
    pub(super) fn new(given: &'a Names) -> Namer<'a> {
        Namer {
            given,
            used: BTreeSet::new(),
            met: BTreeSet::new(),
            singulars: HashMap::new(),
        }
    }

    /// What a thing is called in Rust before casing: `[names.rename]`, else its own name.
    pub(super) fn base(&mut self, key: &str, name: &str) -> String {
        self.met.insert(key.to_owned());
        match self.given.rename.get_key_value(key) {
            Some((key, given)) => {
                self.used.insert(key);
                given.name.clone()
            }
            None => name.to_owned(),
        }
    }

    /// A field, a parameter, a function: `created_at`, `r#type`.
    pub(super) fn value(&self, name: &str) -> String {
        rust_words::escape(&leading(name.to_snake_case()))
    }

    /// A module, which is a file as well: `users`, `type_`.
    pub(super) fn module(&self, name: &str) -> String {
        rust_words::module(&leading(name.to_snake_case()))
    }

    /// A constant: `NEWEST_POSTS`.
    pub(super) fn constant(&self, name: &str) -> String {
        leading(name.to_shouty_snake_case())
    }

    /// A type as it is: `NewestPosts`.
    pub(super) fn type_name(&self, name: &str) -> String {
        self.type_with(name, "")
    }

    /// A type with something after its name: `NewestPosts`, `Params` gives `NewestPostsParams`.
    pub(super) fn type_with(&self, name: &str, suffix: &str) -> String {
        let name = format!("{}{suffix}", name.to_upper_camel_case());
        // `_123` would be the name of the module as well.
        if name.starts_with(char::is_numeric) {
            return format!("T{name}");
        }
        rust_words::type_name(&name)
    }

    /// The type of a query's rows, from the name that they would have as a table's.
    pub(super) fn row_type(&self, name: &str) -> String {
        rust_words::row_type(name)
    }

    /// The type of one of the things that a name calls: `users` gives `User`.
    pub(super) fn singular_type(&mut self, name: &str) -> String {
        let singular = self.singular(name);
        self.type_name(&singular)
    }

    /// A variant of an enum, by its word; `number` (from 1) names a word without letters or digits.
    pub(super) fn variant(&self, word: &str, number: usize) -> String {
        let name = word.to_upper_camel_case();
        match (word.is_empty(), name.is_empty()) {
            (true, _) => "Empty".to_owned(),
            (_, true) => format!("Value{number}"),
            _ => rust_words::variant(&leading(name)),
        }
    }

    /// One of the things that a name calls, in snake case: `post_tags` gives `post_tag`. A singular name stays.
    pub(super) fn singular(&mut self, name: &str) -> String {
        let snake = name.to_snake_case();
        for key in [name, snake.as_str()] {
            if let Some(given) = self.given_singular(key) {
                return given.to_snake_case();
            }
        }
        let (head, last) = match snake.rsplit_once('_') {
            Some((head, last)) => (format!("{head}_"), last),
            None => (String::new(), snake.as_str()),
        };
        let last = match self.given_singular(last) {
            Some(given) => given.to_snake_case(),
            None => self.inflected(last),
        };
        format!("{head}{last}")
    }

    /// One of the things that a table's name calls, spelled as the schema spells it: `posts` gives `post`, `Albums`
    /// gives `Album`.
    pub(super) fn singular_as_written(&mut self, name: &str) -> String {
        let singular = self.singular(name);
        let snake = name.to_snake_case();
        if singular == snake {
            name.to_owned()
        } else if name.starts_with(char::is_uppercase) {
            singular.to_upper_camel_case()
        } else {
            singular
        }
    }

    /// Two names in one, spelled like the first: `parent`, `comment` gives `parent_comment`.
    pub(super) fn join(&self, first: &str, second: &str) -> String {
        if first.contains('_') || first == first.to_lowercase() {
            format!("{first}_{}", second.to_snake_case())
        } else {
            format!("{first}{}", second.to_upper_camel_case())
        }
    }

    /// Many of a thing, in snake case: `user_id` gives `user_ids`.
    pub(super) fn plural(&self, name: &str) -> String {
        inflection::plural(&name.to_snake_case())
    }

    /// Many of a thing in words: `post tags` of `post_tags`, `albums` of `Album`.
    pub(super) fn plural_words(&mut self, name: &str) -> String {
        let snake = name.to_snake_case();
        let many = if self.singular(name) == snake {
            inflection::plural(&snake)
        } else {
            snake
        };
        many.replace('_', " ")
    }

    /// The words of a name: `post tags`.
    pub(super) fn words(&self, name: &str) -> String {
        name.to_snake_case().replace('_', " ")
    }

    /// Whether a name is usable in Rust; one without letters, or with some that Rust does not take, is reported.
    pub(super) fn check(
        &self,
        name: &str,
        ascii: bool,
        claimant: &Claimant,
        diagnostics: &mut Diagnostics,
    ) {
        let plain = name.trim_start_matches("r#");
        let letters = !plain.trim_matches('_').is_empty() && (plain.is_ascii() || !ascii);
        let usable = letters
            && (rust_words::is_keyword(plain) || syn::parse_str::<syn::Ident>(plain).is_ok());
        if usable {
            return;
        }
        let (message, label) = if ascii {
            (
                "has no name that a module can take",
                "a module's file keeps to plain letters",
            )
        } else {
            (
                "has no name that Rust can take",
                "not made of the letters of a name",
            )
        };
        let error = Diagnostic::error("name-unusable", format!("{} {message}", claimant.what))
            .help(claimant.remedy.clone());
        diagnostics.push(match claimant.span {
            Some(span) => error.at(span, label),
            None => error,
        });
    }

    /// Reports the keys of `[names]` that name nothing.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        let unused = |(key, given): &(&String, &GivenName)| {
            !self.used.contains(key.as_str()) && given.span.is_some()
        };
        for (key, given) in self.given.rename.iter().filter(unused) {
            let near = nearest(key, self.met.iter().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write a table, `table.column`, an enum or `enum.value`, as in the schema"
                    .to_owned(),
            };
            diagnostics.push(without_effect("names.rename", key, given).help(help));
        }
        for (key, given) in self.given.singular.iter().filter(unused) {
            diagnostics.push(
                without_effect("names.singular", key, given)
                    .help("write a table's name or the last word of one, as in the schema"),
            );
        }
    }

    fn inflected(&mut self, word: &str) -> String {
        if let Some(singular) = self.singulars.get(word) {
            return singular.clone();
        }
        let singular = inflection::singular(word);
        self.singulars.insert(word.to_owned(), singular.clone());
        singular
    }

    fn given_singular(&mut self, word: &str) -> Option<&'a str> {
        let (key, given) = self.given.singular.get_key_value(word)?;
        self.used.insert(key);
        Some(&given.name)
    }
}

impl Scope {
    pub(super) fn new(what: impl Into<String>) -> Scope {
        Scope {
            what: what.into(),
            taken: IndexMap::new(),
        }
    }

    /// Takes a name that has been claimed elsewhere before, so that whoever meets it here is reported.
    pub(super) fn occupy(&mut self, name: &str, by: &Claimant) {
        self.taken.entry(name.to_owned()).or_insert_with(|| Claim {
            by: by.what.clone(),
            span: by.span,
        });
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains_key(name)
    }

    /// Takes a name; where somebody has it already, the error names both places.
    pub(super) fn claim(
        &mut self,
        name: &str,
        claimant: &Claimant,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Some(first) = self.taken.get(name) else {
            self.taken.insert(
                name.to_owned(),
                Claim {
                    by: claimant.what.clone(),
                    span: claimant.span,
                },
            );
            return true;
        };
        let mut error = Diagnostic::error(
            "name-collision",
            format!(
                "{} and {} are both `{name}` among {}",
                first.by, claimant.what, self.what
            ),
        )
        .help(claimant.remedy.clone());
        if let Some(span) = claimant.span {
            error = error.at(span, "takes the name a second time");
        }
        if let Some(span) = first.span {
            error = error.also(span, "has the name already");
        }
        diagnostics.push(error);
        false
    }
}

/// A name in Rust does not start with a digit.
fn leading(name: String) -> String {
    if name.starts_with(|c: char| c.is_numeric()) {
        format!("_{name}")
    } else {
        name
    }
}

fn without_effect(table: &str, key: &str, given: &GivenName) -> Diagnostic {
    let error = Diagnostic::error(
        "names-unused",
        format!("`{table}` names `{key}`, which is nothing"),
    );
    match given.span {
        Some(span) => error.at(span, "nothing in the definition has this name"),
        None => error,
    }
}

#[cfg(test)]
mod tests;
