//! The functions that make answers of rows, with the related rows that `include` asks for.
//!
//! One for the rows of the table itself, and one for those of each relation whose own relations can come along.

use super::{Writer, import_http, local};
use crate::emit::docs;
use crate::emit::handlers::{LoadView, LoadedView};
use crate::emit::literal;
use crate::service::{Cardinality, Relation, Resource};

/// How many rows an include brings for each parent.
pub(super) const INCLUDE_CAP: u32 = 100;

/// A relation that a function loads, by its position among those of its table.
struct Loaded<'a> {
    relation: &'a Relation,
    /// `comments.author`
    name: String,
    /// Where it stands below the table itself.
    path: Vec<usize>,
}

impl<'a> Writer<'a> {
    /// The functions, the table's own first.
    pub(super) fn loads(&mut self) -> Vec<LoadView> {
        self.scope.runtime(&["Related"]);
        import_http(&mut self.scope, &["Including"]);
        let mut paths = vec![Vec::new()];
        for nested in &self.resource.nested {
            let above = nested.path[..nested.path.len() - 1].to_vec();
            if !paths.contains(&above) {
                paths.push(above);
            }
        }
        let names: Vec<String> = paths.iter().fold(Vec::new(), |mut names, path| {
            let mut name = self.function(path);
            while names.contains(&name) {
                name.push('_');
            }
            names.push(name);
            names
        });
        let functions: Vec<(Vec<usize>, String)> = paths.into_iter().zip(names).collect();
        functions
            .iter()
            .map(|(path, name)| self.load(path, name, &functions))
            .collect()
    }

    /// `answers_of_comments`
    fn function(&self, path: &[usize]) -> String {
        let names = self.walk(path).1;
        let names = names.iter().map(|relation| {
            let name = relation.rust.trim_start_matches("r#");
            format!("_{name}")
        });
        match path {
            [] => "answers".to_owned(),
            _ => format!("answers_of{}", names.collect::<String>()),
        }
    }

    /// The table at the end of a path, and the relations that lead there.
    fn walk(&self, path: &[usize]) -> (&'a Resource, Vec<&'a Relation>) {
        let resources = &self.scope.service.resources;
        let mut here = self.resource;
        let mut relations = Vec::new();
        for at in path {
            let relation = &here.relations[*at];
            relations.push(relation);
            here = &resources[relation.target];
        }
        (here, relations)
    }

    /// The relations that are loaded for the rows at the end of a path: all of the table itself, and of another those that
    /// somebody asked for.
    fn loaded_at(&self, path: &[usize]) -> Vec<Loaded<'a>> {
        if path.is_empty() {
            let relations = self.resource.relations.iter().enumerate();
            return relations
                .map(|(at, relation)| Loaded {
                    relation,
                    name: relation.name.clone(),
                    path: vec![at],
                })
                .collect();
        }
        let nested = self.resource.nested.iter();
        let own = nested.filter(|one| one.path[..one.path.len() - 1] == *path);
        own.filter_map(|one| {
            Some(Loaded {
                relation: self.walk(&one.path).1.pop()?,
                name: one.name.clone(),
                path: one.path.clone(),
            })
        })
        .collect()
    }

    fn load(&mut self, path: &[usize], name: &str, functions: &[(Vec<usize>, String)]) -> LoadView {
        let (resource, relations) = self.walk(path);
        let loaded = self.loaded_at(path);
        let words: Vec<&str> = relations.iter().map(|one| one.name.as_str()).collect();
        let of = match words.is_empty() {
            true => String::new(),
            false => format!(" of {}", docs::code(&words.join("."))),
        };
        LoadView {
            doc: format!(
                "The answers of rows{of}, with the relations that are asked for: one statement each."
            ),
            name: name.to_owned(),
            including: match path {
                [] => "new",
                _ => "nested",
            },
            row: self.scope.model(&resource.row),
            answer: self.scope.model(&resource.answer),
            asks_who: self.asks_who(path),
            relations: loaded
                .iter()
                .map(|one| self.loaded(resource, one, functions))
                .collect(),
        }
    }

    fn loaded(
        &mut self,
        from: &Resource,
        loaded: &Loaded<'a>,
        functions: &[(Vec<usize>, String)],
    ) -> LoadedView {
        let relation = loaded.relation;
        let association = &from.associations[relation.association];
        self.scope.import(&self.tables, &from.module);
        let way = format!("{}::Table::{}", from.module, association.constant);
        let own = self.owned_way(&way, relation);
        let way = own.as_ref().unwrap_or(&way).clone();
        let (way, put) = match association.cardinality {
            Cardinality::One | Cardinality::Optional if own.is_some() => (way, "one"),
            // Between the two statements the other row can have gone.
            Cardinality::One => (format!("{way}.optional()"), "one"),
            Cardinality::Optional => (way, "one"),
            Cardinality::Many => (format!("{way}.limit({INCLUDE_CAP})"), "many"),
        };
        let beyond = self.resource.nested.iter();
        let beyond = beyond
            .filter(|one| one.path.len() > loaded.path.len() && one.path.starts_with(&loaded.path));
        let names = std::iter::once(&loaded.name).chain(beyond.map(|one| &one.name));
        let names: Vec<String> = names.map(|name| literal::string(name)).collect();
        let function = functions.iter().find(|(path, _)| *path == loaded.path);
        LoadedView {
            rust: relation.rust.clone(),
            variable: local(&relation.rust),
            load: match names.as_slice() {
                [name] => format!("load({name}"),
                names => format!("load_any(&[{}]", names.join(", ")),
            },
            association: way,
            put,
            answers: function.map(|(path, name)| {
                let principal = match self.asks_who(path) {
                    true => "principal, ",
                    false => "",
                };
                format!("{name}(db, {principal}include, rows)")
            }),
        }
    }

    /// Whether an answer can have rows of another table that belong to whoever is asking.
    pub(super) fn includes_owned(&self) -> bool {
        self.includes && self.asks_who(&[])
    }

    /// The same of the rows at the end of a path.
    pub(super) fn asks_who(&self, path: &[usize]) -> bool {
        let resources = &self.scope.service.resources;
        let is_owned = |one: &Loaded<'_>| resources[one.relation.target].is_owned_to_readers;
        let loaded = self.loaded_at(path);
        let mut nested = self.resource.nested.iter();
        loaded.iter().any(is_owned)
            || nested.any(|one| {
                let is_below = one.path.starts_with(path);
                is_below && one.target(self.resource, resources).is_owned_to_readers
            })
    }

    /// The way to related rows that belong to whoever is asking; none where they are everybody's.
    fn owned_way(&mut self, way: &str, relation: &Relation) -> Option<String> {
        let target = &self.scope.service.resources[relation.target];
        let owner = target.owner().filter(|_| target.is_owned_to_readers)?;
        self.scope.import(&self.tables, &target.module);
        let column = format!("{}::Table::{}", target.module, owner.constant);
        Some(format!("{way}.filter(principal.owns({column}))"))
    }
}
