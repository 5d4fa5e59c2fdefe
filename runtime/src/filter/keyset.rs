//! Pages that start behind a row, not behind a number of rows: what is added or deleted before it does not shift them.

use super::select::with_conditions;
use super::{Binds, Driver, Fetch, Order, Select, Selectable, Statement, Text};
use crate::cursor::{Cursor, CursorPage};
use crate::error::{Cause, Error, Result};
use crate::list::Direction;

impl<D: Driver + Binds<i64>, T: Selectable<D>> Select<D, T> {
    /// The page behind a place, or the first one; where rows are to be left out, behind these. Without a limit there is one
    /// page, with all rows.
    ///
    /// A cursor of another table or another order is [`Error::InvalidValue`].
    pub fn page<F: Fetch<D>>(
        &self,
        db: &F,
        after: Option<&Cursor>,
    ) -> impl Future<Output = Result<CursorPage<T::Row>>> + Send {
        async move {
            let decode = |items: &mut Vec<T::Row>, row: &D::Row<'_>| {
                items.push(T::decode(row)?);
                Ok(())
            };
            let (items, next) = self.fold_page(db, after, Vec::new(), decode).await?;
            Ok(CursorPage { items, next })
        }
    }

    /// What is made of the rows of a page where the driver holds them, and the place behind it where there are more.
    pub fn fold_page<F: Fetch<D>, A: Clone + Send + Sync + 'static>(
        &self,
        db: &F,
        after: Option<&Cursor>,
        start: A,
        step: impl Fn(&mut A, &D::Row<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> impl Future<Output = Result<(A, Option<Cursor>)>> + Send {
        async move {
            let order = self.whole_order(T::ORDER, T::LAST);
            let statement = self.keyset(&order, after)?;
            let most = self.most().and_then(|most| usize::try_from(most).ok());
            let most = most.unwrap_or(usize::MAX);
            let start = Folded {
                made: start,
                count: 0,
                last: Vec::new(),
            };
            let folded = db.gather(&statement, start, move |folded, row| {
                folded.count += 1;
                if folded.count > most {
                    return Ok(());
                }
                step(&mut folded.made, row)?;
                if folded.count == most {
                    folded.last = D::kept(row, T::COLUMNS)?;
                }
                Ok(())
            });
            let folded = folded.await?;
            let next = (folded.count > most).then(|| Cursor {
                order: fingerprint::<D, T>(&order),
                values: folded.last,
            });
            Ok((folded.made, next))
        }
    }

    /// The rows of a page and one more, with what they are ordered by behind their columns.
    fn keyset(&self, order: &[Order<D, T>], after: Option<&Cursor>) -> Result<Statement<'_, D>> {
        let mut text = Text::new(0);
        let conditions = text.conditions(self.filter.node());
        let rows = with_conditions(T::LIST, T::LIST.text.trim(), &conditions);
        let mut place = Place {
            order,
            number: text.values.len(),
            values: Vec::new(),
        };
        let listed: Vec<String> = order.iter().map(|one| one.compared(LISTED)).collect();
        let mut sql = format!(
            "SELECT listed.*, {}\nFROM (\n{rows}\n) AS listed",
            listed.join(", ")
        );
        if let Some(cursor) = after {
            let condition = place.behind(cursor)?;
            sql.push_str(&format!("\nWHERE {condition}"));
        }
        let directed: Vec<String> = order.iter().map(|one| one.text(LISTED)).collect();
        sql.push_str(&format!("\nORDER BY {}", directed.join(", ")));
        let Place {
            number, mut values, ..
        } = place;
        if let Some(most) = self.most() {
            values.push(D::value(i64::from(most) + 1));
            sql.push_str(&format!("\nLIMIT {}", D::placeholder(number + 1)));
            if let Some(skipped) = self.skipped() {
                values.push(D::value(skipped));
                sql.push_str(&format!(" OFFSET {}", D::placeholder(number + 2)));
            }
        }
        Ok(Statement::new(
            T::LIST.name,
            sql,
            Vec::new(),
            text.values,
            values,
        ))
    }
}

/// A page while its rows arrive.
#[derive(Clone)]
struct Folded<A> {
    made: A,
    /// How many rows there were, with the one behind the page.
    count: usize,
    /// What the last row of a full page is ordered by.
    last: Vec<Option<Vec<u8>>>,
}

/// The rows in a statement.
const LISTED: &str = "listed.";

/// What tells the orders of lists apart.
fn fingerprint<D: Driver, T: Selectable<D>>(order: &[Order<D, T>]) -> u64 {
    let texts = order.iter().map(|one| one.text(""));
    let text = texts.fold(T::NAME.to_owned(), |all, one| all + "\n" + &one);
    // FNV-1a: the same in every build.
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The condition of the rows behind a place, while it is written.
struct Place<'o, D: Driver, T> {
    order: &'o [Order<D, T>],
    /// The number of the last placeholder.
    number: usize,
    /// The values, as often as their placeholders stand in the text.
    values: Vec<D::Value>,
}

impl<D: Driver, T: Selectable<D>> Place<'_, D, T> {
    /// `(a, b) > (x, y)`, in the words that the directions and NULL ask for.
    fn behind(&mut self, cursor: &Cursor) -> Result<String> {
        let fits =
            cursor.order == fingerprint(self.order) && cursor.values.len() == self.order.len();
        if !fits {
            return Err(unfit::<D, T>());
        }
        let order = self.order;
        let values = &cursor.values;
        let first = order.first().map(Order::direction);
        let is_even = order
            .iter()
            .all(|one| Some(one.direction()) == first && !one.is_nullable());
        if D::COMPARES_ROWS && is_even && order.len() > 1 {
            return self.row_is_behind(values);
        }
        let mut alternatives = Vec::new();
        for (at, one) in order.iter().enumerate() {
            // NULL is last: nothing is behind it.
            let Some(value) = &values[at] else {
                continue;
            };
            let mut all = Vec::new();
            for (one, value) in order.iter().zip(values).take(at) {
                all.push(self.is_equal(one, value.as_deref())?);
            }
            all.push(self.is_behind(one, value)?);
            alternatives.push(all.join(" AND "));
        }
        Ok(match alternatives.as_slice() {
            [] => "FALSE".to_owned(),
            [only] => only.clone(),
            several => format!("(({}))", several.join(") OR (")),
        })
    }

    /// All columns go one way and none is NULL: the database compares them as a row, by an index where there is one.
    fn row_is_behind(&mut self, values: &[Option<Vec<u8>>]) -> Result<String> {
        let columns: Vec<String> = self.order.iter().map(|one| one.compared(LISTED)).collect();
        let operator = self
            .order
            .first()
            .map_or("", |one| operator(one.direction()));
        let values: Result<Vec<String>> = values
            .iter()
            .map(|value| self.bind(value.as_deref().ok_or_else(unfit::<D, T>)?))
            .collect();
        let (columns, values) = (columns.join(", "), values?.join(", "));
        Ok(format!("({columns}) {operator} ({values})"))
    }

    fn is_equal(&mut self, one: &Order<D, T>, value: Option<&[u8]>) -> Result<String> {
        let column = one.compared(LISTED);
        Ok(match value {
            None => format!("{column} IS NULL"),
            Some(value) => format!("{column} = {}", self.bind(value)?),
        })
    }

    fn is_behind(&mut self, one: &Order<D, T>, value: &[u8]) -> Result<String> {
        let (column, operator) = (one.compared(LISTED), operator(one.direction()));
        let value = self.bind(value)?;
        Ok(if one.is_nullable() {
            format!("({column} {operator} {value} OR {column} IS NULL)")
        } else {
            format!("{column} {operator} {value}")
        })
    }

    /// Binds a value once more; its placeholder.
    fn bind(&mut self, value: &[u8]) -> Result<String> {
        let value = D::recalled(value).ok_or_else(unfit::<D, T>)?;
        self.number += 1;
        let placeholder = D::placeholder_of(self.number, &value);
        self.values.push(value);
        Ok(placeholder)
    }
}

fn operator(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => ">",
        Direction::Descending => "<",
    }
}

fn unfit<D: Driver, T: Selectable<D>>() -> Error {
    let why = "the cursor is not of this list in this order";
    Error::InvalidValue(Cause::new(T::LIST.name, why))
}
