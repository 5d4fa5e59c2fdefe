//! Views. One that stands on what changes is dropped before and made again after.

use super::Writer;
use crate::dialect::TableChanges;
use crate::migrate::model::{Place, View};
use crate::migrate::plan::{Phase, Stage};

impl Writer {
    pub(super) fn views(&mut self) {
        let switched = self.switched_views();
        let mut replaced = Vec::new();
        let has_replacing = self.rules().replaces_views;
        for view in self.from.views.clone() {
            let stands = view.reads.iter().any(|read| {
                self.narrowed.contains(read)
                    || self.renamed.contains(read)
                    || self.rebuilt.contains(read)
                    || self.to.table(read).is_none() && self.to.view(read).is_none()
            });
            let now = self.to.view(&view.name).cloned();
            let is_switched = now.is_some() && switched.contains(&view.name);
            if is_switched {
                self.in_stage(Stage::Switch, |writer| writer.drop_view(&view));
                // A name that it mentions may be another before.
                let is_left = !stands && now.as_ref().is_some_and(|now| is_same(&view, now));
                if is_left {
                    continue;
                }
            }
            let is_dropped = match &now {
                None => true,
                Some(_) if stands => true,
                Some(now) if now.is_materialized != view.is_materialized => true,
                Some(now) if is_same(&view, now) && self.has_its_columns(&view, now) => false,
                Some(now) if has_replacing && self.can_replace(&view, now) => {
                    replaced.push(now.clone());
                    false
                }
                Some(_) => true,
            };
            if is_dropped {
                self.rebuilt.insert(view.name.clone());
                self.drop_view(&view);
            }
        }
        // A view can read one that is made behind it only where both are new.
        for view in self.to.views.clone() {
            let is_switched = switched.contains(&view.name);
            let is_new = self.from.view(&view.name).is_none() && !is_switched;
            if is_new || self.rebuilt.contains(&view.name) {
                self.make_view(&view);
            }
            if is_switched {
                self.in_stage(Stage::Switch, |writer| writer.make_view(&view));
            }
        }
        for view in replaced {
            let sql = format!(
                "CREATE OR REPLACE {}VIEW {}{}",
                head(&view),
                self.named(&view.name),
                definition(&view)
            );
            let place = self.view_place(&view);
            self.plan.add(Phase::Make, place, 7, sql);
        }
    }

    fn drop_view(&mut self, view: &View) {
        let (going, _) = self.checked_phases();
        let sql = format!("DROP {} {}", kind(view), self.named(&view.name));
        self.plan.add(going, view.place, 0, sql);
    }

    fn make_view(&mut self, view: &View) {
        let (_, coming) = self.checked_phases();
        let sql = format!(
            "CREATE {}{} {}{}",
            head(view),
            kind(view),
            self.named(&view.name),
            definition(view)
        );
        let place = self.view_place(view);
        self.plan.add(coming, place, 7, sql);
    }

    /// Where a view is made: where it stands among all, or behind all that changes about tables.
    fn view_place(&self, view: &View) -> Place {
        match self.rules().tables {
            TableChanges::ByPiece | TableChanges::ByRebuilding => view.place,
            TableChanges::InOne => (usize::MAX - 1, view.place.0),
        }
    }

    /// Whether the stars of a view that is defined alike are the same columns.
    fn has_its_columns(&self, view: &View, now: &View) -> bool {
        let names = |view: &View| -> Vec<String> {
            let columns = view.columns.iter();
            columns.map(|(name, _)| name.clone()).collect()
        };
        !self.rules().views_keep_stars || names(view) == names(now)
    }

    /// Whether a view can be replaced where it stands: with some databases it keeps its columns, and more may follow.
    fn can_replace(&self, view: &View, now: &View) -> bool {
        let keeps = self.to.dialect.schema_rules().replaced_views_keep_columns;
        !view.is_materialized && (!keeps || now.columns.starts_with(&view.columns))
    }
}

fn is_same(view: &View, now: &View) -> bool {
    now.definition == view.definition && now.head == view.head
}

/// `SQL SECURITY INVOKER `
fn head(view: &View) -> String {
    match view.head.is_empty() {
        true => String::new(),
        false => format!("{} ", view.head.text()),
    }
}

fn kind(view: &View) -> &'static str {
    match view.is_materialized {
        true => "MATERIALIZED VIEW",
        false => "VIEW",
    }
}

fn definition(view: &View) -> String {
    format!(" {}", view.definition.text().trim_start())
}
