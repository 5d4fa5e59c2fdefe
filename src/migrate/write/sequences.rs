//! Sequences that are made by name. One that changes stays where it stands.

use super::Writer;
use crate::migrate::model::Sequence;
use crate::migrate::plan::Phase;

impl Writer {
    pub(in crate::migrate) fn sequences(&mut self) {
        for one in self.to.sequences.clone() {
            let mut known = self.from.sequences.iter();
            match known.find(|before| before.name == one.name).cloned() {
                None => self.new_sequence(&one),
                Some(before) => self.changed_sequence(&before, &one),
            }
        }
        for one in self.from.sequences.clone() {
            let mut kept = self.to.sequences.iter();
            if kept.any(|after| after.name == one.name) {
                continue;
            }
            let owner = one.options.get("owned").and_then(|owner| {
                let column = owner.rsplit(' ').next()?;
                column.rsplit('.').nth(1).map(str::to_owned)
            });
            let goes_with = owner.is_some_and(|table| {
                let mut tables = self.to.tables.iter();
                !tables.any(|one| one.name.name == table)
            });
            if goes_with {
                continue;
            }
            let name = self.named(&one.name);
            let danger = format!("where the sequence {name} stands is lost");
            let sql = format!("DROP SEQUENCE {name}");
            self.plan.lose(Phase::Clear, one.place, 1, sql, danger);
        }
    }

    fn new_sequence(&mut self, one: &Sequence) {
        let name = self.named(&one.name);
        let (owned, others): (Vec<_>, Vec<_>) =
            one.options.iter().partition(|(key, _)| *key == "owned");
        let mut sql = format!("CREATE SEQUENCE {name}");
        for (_, option) in others {
            sql.push_str(&format!(" {option}"));
        }
        self.plan.add(Phase::Make, one.place, 0, sql);
        for (_, option) in owned {
            // Its table is made behind it.
            let sql = format!("ALTER SEQUENCE {name} {option}");
            self.plan
                .add(Phase::Make, (usize::MAX, one.place.0), 8, sql);
        }
    }

    fn changed_sequence(&mut self, before: &Sequence, one: &Sequence) {
        let mut changes: Vec<String> = Vec::new();
        for (key, option) in &one.options {
            if before.options.get(key) != Some(option) {
                changes.push(option.clone());
            }
        }
        for key in before.options.keys() {
            let default = self
                .rules()
                .sequence_defaults
                .iter()
                .find(|(known, _)| known == key);
            if let (Some((_, default)), false) = (default, one.options.contains_key(key)) {
                changes.push((*default).to_owned());
            }
        }
        if !changes.is_empty() {
            let sql = format!(
                "ALTER SEQUENCE {} {}",
                self.named(&one.name),
                changes.join(" ")
            );
            self.plan.add(Phase::Make, one.place, 0, sql);
        }
    }
}
