//! What is carried as text.

use super::Writer;
use crate::migrate::model::{Name, Object};
use crate::migrate::plan::{Phase, Stage};

/// Kinds of things that others are made of: they go last.
const FOUNDATIONS: [&str; 7] = [
    "aggregate ",
    "collation ",
    "extension ",
    "function ",
    "procedure ",
    "schema ",
    "type ",
];

impl Writer {
    pub(super) fn objects(&mut self) {
        let views = self.switched_views();
        for object in self.to.objects.clone() {
            let of = object.of.as_ref();
            if of.is_some_and(|of| views.contains(of) && self.from.view(of).is_none()) {
                // Its view is made by the switch.
                continue;
            }
            let mut known = self.from.objects.iter();
            let before = known.find(|one| one.identity == object.identity).cloned();
            match before {
                None => self.make(&object),
                Some(before) => self.changed(&before, &object),
            }
        }
        for object in self.from.objects.clone() {
            let mut kept = self.to.objects.iter();
            if !kept.any(|one| one.identity == object.identity) {
                self.unmake(&object, is_foundation(&object));
            }
        }
        self.in_stage(Stage::Switch, Writer::switch_objects);
    }

    /// What stands on a column that another one takes the place of is made again.
    fn switch_objects(&mut self) {
        let views = self.switched_views();
        for object in self.to.objects.clone() {
            let of = object.of.as_ref();
            if of.is_some_and(|of| views.contains(of)) {
                self.make(&object);
            } else if let Some(goes_before) = self.stands_on_twin(&object) {
                if goes_before {
                    self.drop_object(&object, false);
                }
                self.make(&object);
            }
        }
    }

    fn changed(&mut self, before: &Object, object: &Object) {
        if before.of != object.of && is_trigger(object) {
            // It may still be there, or go with its table too late.
            self.drop_object(before, false);
            self.make(object);
            return;
        }
        let is_lost = object
            .of
            .as_ref()
            .is_some_and(|of| self.rebuilt.contains(of));
        if is_lost {
            self.unmake(before, false);
            self.make(object);
            return;
        }
        let is_remade = self.is_of_remade(object) || self.is_state_of_remade(object);
        if before.definition == object.definition && is_remade {
            self.make_behind(object);
            return;
        }
        if before.definition == object.definition {
            if self.takes_replaced(object)
                || self.stands_on_retyped(object)
                || self.is_checked(object)
            {
                self.unmake(before, false);
                self.make(object);
            }
            return;
        }
        if object.is_replaceable && before.header == object.header {
            let sql = replacing(&self.text_of(object));
            self.plan.add(Phase::Make, object.place, 8, sql);
            return;
        }
        self.unmake(before, false);
        self.make(object);
    }

    /// Whether a function takes or gives values of a type that is another one under its old name.
    fn takes_replaced(&self, object: &Object) -> bool {
        let kinds = ["function ", "procedure ", "aggregate "];
        kinds.iter().any(|kind| object.identity.starts_with(kind))
            && self.replaced.iter().any(|name| {
                let head = format!("{} {}", object.identity, object.header);
                let is_part = |c: char| c.is_alphanumeric() || c == '_';
                head.split(|c: char| !is_part(c))
                    .any(|word| word == name.name)
            })
    }

    /// The trigger of what says when it runs.
    pub(in crate::migrate) fn trigger_of_state(&self, object: &Object) -> Option<&Object> {
        let trigger = object.identity.strip_prefix("state of ")?;
        let mut objects = self.to.objects.iter();
        objects.find(|one| one.identity == trigger)
    }

    /// Whether what says when a trigger runs is gone, since the trigger is made again.
    fn is_state_of_remade(&self, object: &Object) -> bool {
        let Some(trigger) = self.trigger_of_state(object) else {
            return false;
        };
        let mut known = self.from.objects.iter();
        let before = known.find(|one| one.identity == trigger.identity);
        before.is_some_and(|before| before.definition != trigger.definition)
            || self.stands_on_retyped(trigger)
    }

    /// Whether a comment is on a constraint or index that is made again.
    fn is_of_remade(&self, object: &Object) -> bool {
        let kinds = ["comment on constraint ", "comment on index "];
        let rest = kinds
            .iter()
            .find_map(|kind| object.identity.strip_prefix(kind));
        rest.is_some_and(|rest| {
            let mut names = rest.split([' ', '.']);
            names.any(|name| self.remade.contains(name.trim_matches('"')))
        })
    }

    /// Whether a policy or trigger is about a column that gets another type.
    fn stands_on_retyped(&self, object: &Object) -> bool {
        let is_bound = ["policy ", "trigger "]
            .iter()
            .any(|kind| object.identity.starts_with(kind));
        is_bound
            && self.retyped.iter().any(|(table, column)| {
                let mentions = |name| object.definition.mentions(&self.to.dialect.name_key(name));
                let is_about = object.of.as_ref() == Some(table)
                    || object.identity.starts_with("policy ") && mentions(&table.name);
                is_about && mentions(column)
            })
    }

    /// Whether a trigger reads a table that is made anew or called otherwise, or would hear of rows that change: SQLite looks at all of
    /// them when a name changes, and writes the new one where it finds the old.
    fn is_checked(&self, object: &Object) -> bool {
        let key = |name: &Name| self.to.dialect.name_key(&name.name).into_owned();
        let mut names = self.rebuilt.iter().chain(&self.renamed);
        self.rules().names_are_checked
            && is_trigger(object)
            && (names.any(|name| object.definition.mentions(&key(name)))
                || object
                    .of
                    .as_ref()
                    .is_some_and(|of| self.filled.contains(of)))
    }

    fn make(&mut self, object: &Object) {
        let sql = self.text_of(object);
        if object.identity.starts_with("schema ") {
            // Tables move there.
            self.plan.add(Phase::Rename, (0, 0), 0, sql);
            return;
        }
        let coming = match is_trigger(object) {
            true => self.checked_phases().1,
            false => Phase::Make,
        };
        self.plan.add(coming, object.place, 8, sql);
    }

    /// What is said of something, behind all that it can be said of.
    fn make_behind(&mut self, object: &Object) {
        let sql = self.text_of(object);
        let place = (usize::MAX, object.place.0);
        self.plan.add(Phase::Make, place, 20, sql);
    }

    /// The statement; a body with lines and comments stays as it is.
    fn text_of(&self, object: &Object) -> String {
        match self.rules().bodies_keep_lines {
            true => object.source.clone(),
            false => object.definition.text(),
        }
    }

    fn unmake(&mut self, object: &Object, is_last: bool) {
        // What was done once is done.
        if object.definition.keys().next() == Some("do") {
            return;
        }
        let goes_with = object.of.as_ref().is_some_and(|of| {
            self.rebuilt.contains(of) || self.to.table(of).is_none() && self.to.view(of).is_none()
        });
        if !goes_with || self.is_in_the_way(object) {
            self.drop_object(object, is_last);
        }
    }

    /// Whether a trigger that goes with its table would stand over one that goes, or is made anew, before.
    fn is_in_the_way(&self, object: &Object) -> bool {
        let Some(of) = object.of.as_ref().filter(|_| is_trigger(object)) else {
            return false;
        };
        let tables = self.from.tables.iter().map(|table| &table.name);
        let gone = tables.filter(|name| self.to.table(name).is_none());
        let mut others = self.rebuilt.iter().chain(gone).filter(|name| *name != of);
        self.rules().names_are_checked
            && self.from.table(of).is_some()
            && others.any(|name| {
                let key = self.to.dialect.name_key(&name.name);
                object.definition.mentions(&key)
            })
    }

    fn drop_object(&mut self, object: &Object, is_last: bool) {
        let Some(undo) = &object.undo else {
            self.plan.refuse(
                format!(
                    "`{}`, which the schema does not hold any more",
                    object.definition.text()
                ),
                "write by hand how it is taken back",
            );
            return;
        };
        let is_last = is_last && !self.takes_replaced(object);
        let phase = match (is_last, is_trigger(object)) {
            (true, _) => Phase::Clear,
            (false, true) => self.checked_phases().0,
            (false, false) => Phase::Unbind,
        };
        self.plan.add(phase, object.place, 3, undo.clone());
    }
}

fn is_trigger(object: &Object) -> bool {
    object.identity.starts_with("trigger ")
}

fn is_foundation(object: &Object) -> bool {
    FOUNDATIONS
        .iter()
        .any(|kind| object.identity.starts_with(kind))
}

/// `CREATE OR REPLACE` of `CREATE`.
fn replacing(sql: &str) -> String {
    let is_plain = sql
        .get(..7)
        .is_some_and(|word| word.eq_ignore_ascii_case("create "));
    let has_it = sql
        .get(7..18)
        .is_some_and(|words| words.eq_ignore_ascii_case("or replace "));
    match is_plain && !has_it {
        true => format!("CREATE OR REPLACE {}", &sql[7..]),
        false => sql.to_owned(),
    }
}
