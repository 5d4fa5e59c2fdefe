//! Views. One that stands on what changes is dropped before and made again after.

use super::Writer;
use crate::migrate::model::View;
use crate::migrate::plan::Phase;

impl Writer {
    pub(super) fn views(&mut self) {
        let mut replaced = Vec::new();
        let has_replacing = self.rules().replaces_views;
        let (going, coming) = self.checked_phases();
        for view in self.from.views.clone() {
            let stands = view.reads.iter().any(|read| {
                self.narrowed.contains(read)
                    || self.renamed.contains(read)
                    || self.rebuilt.contains(read)
                    || self.to.table(read).is_none() && self.to.view(read).is_none()
            });
            let now = self.to.view(&view.name).cloned();
            let is_dropped = match &now {
                None => true,
                Some(_) if stands => true,
                Some(now) if now.is_materialized != view.is_materialized => true,
                Some(now) if now.definition == view.definition => false,
                Some(now) if has_replacing && can_replace(&view, now) => {
                    replaced.push(now.clone());
                    false
                }
                Some(_) => true,
            };
            if is_dropped {
                self.rebuilt.insert(view.name.clone());
                let kind = kind(&view);
                let sql = format!("DROP {kind} {}", self.named(&view.name));
                self.plan.add(going, view.place, 0, sql);
            }
        }
        // A view can read one that is made behind it only where both are new.
        for view in self.to.views.clone() {
            let is_new = self.from.view(&view.name).is_none();
            if is_new || self.rebuilt.contains(&view.name) {
                let sql = format!(
                    "CREATE {} {}{}",
                    kind(&view),
                    self.named(&view.name),
                    definition(&view)
                );
                self.plan.add(coming, view.place, 7, sql);
            }
        }
        for view in replaced {
            let sql = format!(
                "CREATE OR REPLACE VIEW {}{}",
                self.named(&view.name),
                definition(&view)
            );
            self.plan.add(Phase::Make, view.place, 7, sql);
        }
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

/// A view that is replaced keeps its columns; more may follow.
fn can_replace(view: &View, now: &View) -> bool {
    !view.is_materialized && now.columns.starts_with(&view.columns)
}
