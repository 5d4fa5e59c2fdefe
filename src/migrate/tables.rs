//! The tables of a model: in order, and found by their names.
//!
//! In: the tables that `read` makes. Out: [`Tables`]. A model is copied for each direction and each try: a copy shares its tables
//! until one of them changes.

use std::collections::HashMap;
use std::sync::Arc;

use super::model::{Name, Table};

/// Tables in the order of their making.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    all: Vec<Arc<Table>>,
    /// Where each stands.
    places: Arc<HashMap<Name, usize>>,
}

impl Tables {
    /// The table of a name.
    pub fn get(&self, name: &Name) -> Option<&Table> {
        self.places.get(name).map(|at| &*self.all[*at])
    }

    /// Each in its order.
    pub fn iter(&self) -> impl Iterator<Item = &Table> + Clone {
        self.all.iter().map(|table| &**table)
    }

    /// Each in its order, to be shared.
    pub fn shared(&self) -> &[Arc<Table>] {
        &self.all
    }

    /// Changes the table of a name, if there is one; not the name itself.
    pub fn change(&mut self, name: &Name, change: impl FnOnce(&mut Table)) {
        if let Some(at) = self.places.get(name) {
            change(Arc::make_mut(&mut self.all[*at]));
        }
    }

    /// Changes all of them, their names as well.
    pub fn change_each(&mut self, change: impl FnMut(&mut Table)) {
        self.all.iter_mut().map(Arc::make_mut).for_each(change);
        self.places = places(&self.all);
    }
}

impl<T: Into<Arc<Table>>> FromIterator<T> for Tables {
    fn from_iter<I: IntoIterator<Item = T>>(tables: I) -> Tables {
        let all: Vec<Arc<Table>> = tables.into_iter().map(Into::into).collect();
        Tables {
            places: places(&all),
            all,
        }
    }
}

impl IntoIterator for Tables {
    type Item = Arc<Table>;
    type IntoIter = std::vec::IntoIter<Arc<Table>>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

/// Where each table stands: the first one of a name, if there were two.
fn places(all: &[Arc<Table>]) -> Arc<HashMap<Name, usize>> {
    let places = all.iter().enumerate().rev();
    Arc::new(places.map(|(at, table)| (table.name.clone(), at)).collect())
}
