//! A schema that can be changed at random: what its things are, apart from what they are called.

/// Numbers from a seed, the same each time (SplitMix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of so many.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count.max(1) as u64).unwrap_or(0)
    }

    /// Whether one of so many cases has come.
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        match all.is_empty() {
            true => None,
            false => all.get(self.below(all.len())),
        }
    }
}

/// What a thing is, whatever it is called.
pub type Id = u32;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    Integer,
    Bigint,
    Text,
    Varchar(u32),
    Boolean,
    Decimal(u32, u32),
    Date,
    Timestamp,
    Enum(Id),
}

#[derive(Clone, Debug)]
pub struct Enum {
    pub id: Id,
    pub name: String,
    /// A word, and the one that it was.
    pub words: Vec<(String, Option<String>)>,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub id: Id,
    pub name: String,
    pub was: Vec<String>,
    pub ty: Type,
    pub not_null: bool,
    /// The number of the row whose value it is.
    pub default: Option<usize>,
    /// The number of the row whose value the rows that are there get.
    pub backfill: Option<usize>,
    /// The column that it is computed from, and how.
    pub computed: Option<(Id, usize)>,
}

#[derive(Clone, Debug)]
pub struct Reference {
    pub column: Id,
    pub target: Id,
    /// 0 to 3: nothing, CASCADE, SET NULL, RESTRICT.
    pub action: usize,
}

#[derive(Clone, Debug)]
pub struct Index {
    pub name: String,
    pub columns: Vec<Id>,
    pub is_unique: bool,
    pub is_partial: bool,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub id: Id,
    pub name: String,
    pub was: Vec<String>,
    pub columns: Vec<Column>,
    pub uniques: Vec<Id>,
    /// Unique keys of two columns.
    pub pairs: Vec<(Id, Id)>,
    /// Whether the numbers of rows that are gone are not given again (SQLite).
    pub counts_up: bool,
    /// A column, and what is demanded of it.
    pub checks: Vec<(Id, usize)>,
    pub references: Vec<Reference>,
    pub indexes: Vec<Index>,
}

/// Shows columns of a table.
#[derive(Clone, Debug)]
pub struct View {
    pub name: String,
    pub table: Id,
    pub columns: Vec<Id>,
}

/// Writes what is there to a column of a table when a column of another one, or of the same, changes.
#[derive(Clone, Debug)]
pub struct Trigger {
    pub name: String,
    pub table: Id,
    pub column: Id,
    pub written: Id,
    pub written_column: Id,
}

#[derive(Clone, Debug, Default)]
pub struct Schema {
    pub enums: Vec<Enum>,
    pub tables: Vec<Table>,
    pub views: Vec<View>,
    /// Where triggers are no more than a statement (SQLite).
    pub triggers: Vec<Trigger>,
}

impl Schema {
    pub fn table(&self, id: Id) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }
}

impl Table {
    pub fn column(&self, id: Id) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The key, which each table has as its first column.
    pub fn key(&self) -> &Column {
        &self.columns[0]
    }

    /// Whether a column stands in a key of two.
    pub fn is_paired(&self, column: Id) -> bool {
        let mut pairs = self.pairs.iter();
        pairs.any(|(one, other)| *one == column || *other == column)
    }

    pub fn reference(&self, column: Id) -> Option<&Reference> {
        let mut references = self.references.iter();
        references.find(|reference| reference.column == column)
    }

    /// What is said of columns that are gone is gone.
    pub fn settle(&mut self) {
        let written: Vec<Id> = self.columns.iter().map(|column| column.id).collect();
        let is_written = |id: Id| written.contains(&id);
        self.columns
            .retain(|one| one.computed.is_none_or(|(id, _)| is_written(id)));
        let ids: Vec<Id> = self.columns.iter().map(|column| column.id).collect();
        let is_there = |id: &Id| ids.contains(id);
        self.uniques.retain(is_there);
        self.pairs
            .retain(|(one, other)| is_there(one) && is_there(other));
        self.checks.retain(|(id, _)| is_there(id));
        self.references.retain(|one| is_there(&one.column));
        self.indexes.retain(|one| one.columns.iter().all(is_there));
    }
}
