//! Dropped things leave empty places while the statements are replayed, so that ids stay what they are; here the places are
//! closed, and every id moves up.
//!
//! In: the catalog and what was dropped. Out: the catalog in which ids are positions of what there is.

use std::collections::HashSet;

use super::{Catalog, ColumnId, CompositeId, DomainId, EnumId, TableId};
use crate::ty::Ty;

/// What was dropped, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct Dropped {
    pub tables: HashSet<TableId>,
    pub enums: HashSet<EnumId>,
    pub domains: HashSet<DomainId>,
    /// Positions in `Catalog::composites`.
    pub composites: HashSet<u32>,
}

/// For each position the new one; what was dropped has none that counts.
struct Places {
    tables: Vec<u32>,
    enums: Vec<u32>,
    domains: Vec<u32>,
    composites: Vec<u32>,
}

/// Closes the places of what was dropped.
pub(super) fn compact(catalog: &mut Catalog, dropped: &Dropped) {
    let nothing = dropped.tables.is_empty()
        && dropped.enums.is_empty()
        && dropped.domains.is_empty()
        && dropped.composites.is_empty();
    if nothing {
        return;
    }
    let places = Places {
        tables: places(catalog.tables.len(), |at| {
            dropped.tables.contains(&TableId(at))
        }),
        enums: places(catalog.enums.len(), |at| {
            dropped.enums.contains(&EnumId(at))
        }),
        domains: places(catalog.domains.len(), |at| {
            dropped.domains.contains(&DomainId(at))
        }),
        composites: places(catalog.composites.len(), |at| {
            dropped.composites.contains(&at)
        }),
    };
    catalog
        .tables
        .retain(|table| !dropped.tables.contains(&table.id));
    catalog
        .enums
        .retain(|found| !dropped.enums.contains(&found.id));
    catalog
        .domains
        .retain(|found| !dropped.domains.contains(&found.id));
    let mut at = 0_u32..;
    catalog.composites.retain(|_| {
        at.next()
            .is_some_and(|at| !dropped.composites.contains(&at))
    });
    catalog.row_security = std::mem::take(&mut catalog.row_security)
        .into_iter()
        .map(|table| TableId(places.tables[table.0 as usize]))
        .collect();
    catalog
        .called
        .retain(|one| !dropped.tables.contains(&one.table));
    for one in &mut catalog.called {
        places.table(&mut one.table);
    }
    move_all(catalog, &places);
}

fn places(count: usize, is_dropped: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut next = 0;
    (0_u32..)
        .take(count)
        .map(|at| {
            let place = next;
            next += u32::from(!is_dropped(at));
            place
        })
        .collect()
}

fn move_all(catalog: &mut Catalog, places: &Places) {
    for table in &mut catalog.tables {
        places.table(&mut table.id);
        for key in &mut table.foreign_keys {
            places.table(&mut key.target);
        }
        for other in table
            .parents
            .iter_mut()
            .chain(&mut table.reads)
            .chain(&mut table.updates)
        {
            places.table(other);
        }
        for column in &mut table.columns {
            places.column(&mut column.id);
            places.ty(&mut column.ty);
            for origin in column.origins.iter_mut().chain(&mut column.direct) {
                places.column(origin);
            }
        }
    }
    for index in &mut catalog.indexes {
        places.table(&mut index.table);
    }
    for index in &mut catalog.silent_indexes {
        places.table(&mut index.table);
    }
    for found in &mut catalog.enums {
        found.id.0 = places.enums[found.id.0 as usize];
        if let Some(column) = found.source.column_mut() {
            places.column(column);
        }
    }
    for domain in &mut catalog.domains {
        domain.id.0 = places.domains[domain.id.0 as usize];
        places.ty(&mut domain.base);
    }
    for composite in &mut catalog.composites {
        for field in &mut composite.fields {
            places.ty(&mut field.ty);
        }
    }
    for function in &mut catalog.functions {
        places.ty(&mut function.result);
        for argument in &mut function.arguments {
            places.ty(&mut argument.ty);
        }
        for (_, ty) in &mut function.columns {
            places.ty(ty);
        }
    }
    for range in &mut catalog.ranges {
        places.ty(&mut range.subtype);
    }
}

impl Places {
    fn table(&self, id: &mut TableId) {
        id.0 = self.tables[id.0 as usize];
    }

    fn column(&self, id: &mut ColumnId) {
        self.table(&mut id.table);
    }

    fn ty(&self, ty: &mut Ty) {
        match ty {
            Ty::Enum(id) | Ty::Set(id) => id.0 = self.enums[id.0 as usize],
            Ty::Domain(id) => id.0 = self.domains[id.0 as usize],
            Ty::Composite(CompositeId::Type(at)) => *at = self.composites[*at as usize],
            Ty::Composite(CompositeId::Table(id)) => self.table(id),
            Ty::Array(element) => self.ty(element),
            Ty::Record(fields) => fields.iter_mut().for_each(|(_, ty)| self.ty(ty)),
            _ => {}
        }
    }
}
