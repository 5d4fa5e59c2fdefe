//! What a database's SQL has of its own.

/// A database, as conditions are written for it.
pub trait Driver: Sized + 'static {
    /// A value that waits to be bound.
    type Value: Send + Sync;

    /// What stands between two values that differ, where NULL differs from any value and not from NULL, and what follows
    /// them.
    const DIFFERS: (&'static str, &'static str);
    /// Whether an order can say NULLS LAST.
    const HAS_NULLS_LAST: bool;
    /// Around the list of `column IN list`.
    const IN: (&'static str, &'static str);
    /// Around the list of `column NOT IN list`.
    const NOT_IN: (&'static str, &'static str);
    /// A pattern whose case counts as the database has it, and what follows it.
    const LIKE: (&'static str, &'static str);
    /// A pattern whose case does not count.
    const ILIKE: (&'static str, &'static str);
    /// A pattern of [`Driver::pattern`], in which case counts.
    const MATCHES: (&'static str, &'static str);
    /// Around a point in time, for the year, month, day, hour, minute and second of it as an integer.
    const PARTS: [(&'static str, &'static str); 6];
    /// Around a JSON value, for whether it has a key.
    const HAS_KEY: (&'static str, &'static str, &'static str);

    /// The placeholder of the value with this number, from 1 on.
    fn placeholder(number: usize) -> String;

    /// The placeholder of a value, with what must stand around it for values of its type.
    fn placeholder_of(number: usize, _value: &Self::Value) -> String {
        Self::placeholder(number)
    }

    /// A text as a pattern in which it stands for itself, for [`Driver::MATCHES`].
    fn pattern(kind: Pattern, text: &str) -> String;
}

/// Where a text stands in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Anywhere.
    Contains,
    /// At its start.
    Starts,
    /// At its end.
    Ends,
}

impl Pattern {
    /// The text between what stands for anything.
    pub fn around(self, anything: &str, text: &str) -> String {
        let (before, after) = match self {
            Pattern::Contains => (anything, anything),
            Pattern::Starts => ("", anything),
            Pattern::Ends => (anything, ""),
        };
        format!("{before}{text}{after}")
    }

    /// The text as a pattern of LIKE with `\` before what means something.
    pub fn of_like(self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '%' | '_' | '\\') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        self.around("%", &escaped)
    }
}

/// A database that can bind values of a type.
pub trait Binds<X>: Driver {
    /// A value.
    fn value(value: X) -> Self::Value;

    /// A list of them, for [`Driver::IN`].
    fn list(values: Vec<X>) -> Self::Value;
}
