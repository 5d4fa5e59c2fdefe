//! The columns that tags above a table name: they move with the columns, and none of them may be dropped.
//!
//! In: the tags of a table whose columns change. Out: the same about the columns as they are now.

use super::TableTags;
use crate::source::Span;

impl TableTags {
    /// The positions of all columns that tags name.
    pub(super) fn columns_mut(&mut self) -> impl Iterator<Item = &mut u32> {
        let sort = self.sort.iter_mut().map(|item| &mut item.column);
        let exposed = self.expose.iter_mut().map(|item| &mut item.column);
        let owner = self.owner.iter_mut().map(|tag| &mut tag.column);
        let shapes = self.shapes.iter_mut().flat_map(|shape| &mut shape.columns);
        let keys = self.upserts.iter_mut().chain(&mut self.search);
        sort.chain(exposed)
            .chain(owner)
            .chain(shapes.map(|named| &mut named.column))
            .chain(keys.flat_map(|tag| &mut tag.columns))
    }

    /// Takes out what names a column that goes; the place of a tag that then says something else. An order says as much as is left.
    pub(super) fn forget(&mut self, column: u32) -> Option<Span> {
        let owner = self.owner.filter(|tag| tag.column == column);
        let exposed = self.expose.iter().find(|item| item.column == column);
        let mut keys = self.upserts.iter().chain(&self.search);
        let key = keys.find(|tag| tag.columns.contains(&column));
        let mut shapes = self.shapes.iter().flat_map(|shape| &shape.columns);
        let shaped = shapes.find(|named| named.column == column);
        let found = owner
            .map(|tag| tag.span)
            .or(exposed.map(|item| item.span))
            .or(key.map(|tag| tag.span))
            .or(shaped.map(|named| named.span));
        self.owner = self.owner.filter(|tag| tag.column != column);
        self.sort.retain(|item| item.column != column);
        self.expose.retain(|item| item.column != column);
        self.upserts.retain(|tag| !tag.columns.contains(&column));
        self.search = self
            .search
            .take()
            .filter(|tag| !tag.columns.contains(&column));
        for shape in &mut self.shapes {
            shape.columns.retain(|named| named.column != column);
        }
        found
    }
}
