//! What is wrong with a body: all of it in one answer.

use std::cmp::Ordering;
use std::fmt;

use crate::bit_string::BitString;

/// One value that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where in the body, as a JSON pointer: `/name`.
    pub pointer: String,
    /// The rule: `max_length`.
    pub code: &'static str,
    /// What is wrong, for people: `at most 80 characters`.
    pub detail: String,
}

/// Collects every rule that a body breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
}

/// A number that rules can bound. A bound is written as the schema writes it: `5` for integers, `0.5` for floats,
/// `"0.50"` for decimals.
pub trait Number {
    /// How a bound of it is written.
    type Bound: Copy + fmt::Display;

    /// Compares with a bound; none where they cannot be compared (NaN).
    fn compare(&self, bound: Self::Bound) -> Option<Ordering>;
}

macro_rules! numbers {
    ($bound:ty: $($number:ty),*) => {$(
        impl Number for $number {
            type Bound = $bound;

            fn compare(&self, bound: $bound) -> Option<Ordering> {
                <$bound>::from(*self).partial_cmp(&bound)
            }
        }
    )*};
}

numbers!(i64: i8, i16, i32, i64, u8, u16, u32);
numbers!(f64: f32, f64);

impl Number for u64 {
    type Bound = i64;

    fn compare(&self, bound: i64) -> Option<Ordering> {
        Some(i128::from(*self).cmp(&i128::from(bound)))
    }
}

#[cfg(feature = "rust_decimal")]
impl Number for rust_decimal::Decimal {
    type Bound = &'static str;

    fn compare(&self, bound: &'static str) -> Option<Ordering> {
        Some(self.cmp(&bound.parse().ok()?))
    }
}

impl Violations {
    /// Nothing is wrong yet.
    pub fn new() -> Self {
        Violations::default()
    }

    /// Notes that the value of a field breaks a rule.
    pub fn push(&mut self, field: &str, code: &'static str, detail: impl Into<String>) {
        let pointer = format!("/{}", field.replace('~', "~0").replace('/', "~1"));
        self.push_at(pointer, code, detail);
    }

    /// Notes that what a JSON pointer leads to breaks a rule.
    pub fn push_at(
        &mut self,
        pointer: impl Into<String>,
        code: &'static str,
        detail: impl Into<String>,
    ) {
        self.list.push(Violation {
            pointer: pointer.into(),
            code,
            detail: detail.into(),
        });
    }

    /// The same of a value that stands in another one, at this pointer.
    #[must_use]
    pub fn within(mut self, pointer: &str) -> Self {
        for violation in &mut self.list {
            violation.pointer.insert_str(0, pointer);
        }
        self
    }

    /// At most so many characters.
    pub fn max_length(&mut self, field: &str, value: &str, limit: usize) {
        if value.chars().count() > limit {
            self.push(
                field,
                "max_length",
                format!("at most {}", characters(limit)),
            );
        }
    }

    /// At least so many characters.
    pub fn min_length(&mut self, field: &str, value: &str, limit: usize) {
        if value.chars().count() < limit {
            let detail = match limit {
                1 => "must not be empty".to_owned(),
                _ => format!("at least {}", characters(limit)),
            };
            self.push(field, "min_length", detail);
        }
    }

    /// So many bits, no more and no fewer.
    pub fn bits(&mut self, field: &str, value: &BitString, count: usize) {
        if value.len() != count {
            self.push(field, "bits", format!("exactly {}", bits(count)));
        }
    }

    /// At most so many bits.
    pub fn max_bits(&mut self, field: &str, value: &BitString, limit: usize) {
        if value.len() > limit {
            self.push(field, "max_bits", format!("at most {}", bits(limit)));
        }
    }

    /// Not less than a bound.
    pub fn min<N: Number>(&mut self, field: &str, value: N, bound: N::Bound) {
        if !matches!(
            value.compare(bound),
            Some(Ordering::Greater | Ordering::Equal)
        ) {
            self.push(field, "min", format!("at least {bound}"));
        }
    }

    /// Not more than a bound.
    pub fn max<N: Number>(&mut self, field: &str, value: N, bound: N::Bound) {
        if !matches!(value.compare(bound), Some(Ordering::Less | Ordering::Equal)) {
            self.push(field, "max", format!("at most {bound}"));
        }
    }

    /// More than a bound.
    pub fn min_exclusive<N: Number>(&mut self, field: &str, value: N, bound: N::Bound) {
        if value.compare(bound) != Some(Ordering::Greater) {
            self.push(field, "min_exclusive", format!("more than {bound}"));
        }
    }

    /// Less than a bound.
    pub fn max_exclusive<N: Number>(&mut self, field: &str, value: N, bound: N::Bound) {
        if value.compare(bound) != Some(Ordering::Less) {
            self.push(field, "max_exclusive", format!("less than {bound}"));
        }
    }

    /// One of some numbers.
    pub fn one_of<N: Number>(&mut self, field: &str, value: N, choices: &[N::Bound]) {
        if !choices
            .iter()
            .any(|choice| value.compare(*choice) == Some(Ordering::Equal))
        {
            let choices: Vec<String> = choices.iter().map(ToString::to_string).collect();
            self.push(field, "one_of", format!("one of {}", choices.join(", ")));
        }
    }

    /// Any number but one.
    pub fn not<N: Number>(&mut self, field: &str, value: N, refused: N::Bound) {
        if value.compare(refused) == Some(Ordering::Equal) {
            self.push(field, "not", format!("must not be {refused}"));
        }
    }

    /// Any text but one.
    pub fn not_text(&mut self, field: &str, value: &str, refused: &str) {
        if value == refused {
            self.push(field, "not", format!("must not be \"{refused}\""));
        }
    }

    /// Text with a beginning.
    pub fn starts_with(&mut self, field: &str, value: &str, beginning: &str) {
        if !value.starts_with(beginning) {
            self.push(
                field,
                "starts_with",
                format!("must start with \"{beginning}\""),
            );
        }
    }

    /// Digits of a decimal, as in `numeric(precision, scale)`: more before the point than fit are refused, and so are
    /// more behind it, which the database would round away.
    #[cfg(feature = "rust_decimal")]
    pub fn digits(
        &mut self,
        field: &str,
        value: rust_decimal::Decimal,
        precision: u32,
        scale: u32,
    ) {
        let value = value.normalize();
        let whole = value.trunc().abs().to_string();
        let whole_digits = if whole == "0" { 0 } else { whole.len() };
        if value.scale() > scale || whole_digits > precision.saturating_sub(scale) as usize {
            let before = precision.saturating_sub(scale);
            let detail = format!("at most {before} digits before the point and {scale} behind it");
            self.push(field, "digits", detail);
        }
    }

    /// Text that a regular expression matches somewhere.
    #[cfg(feature = "pattern")]
    pub fn pattern(&mut self, field: &str, value: &str, pattern: &'static str) {
        if !patterns::is_match(pattern, value) {
            self.push(field, "pattern", format!("must match {pattern}"));
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What is wrong, in the order in which it was found.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// Ok where nothing is wrong.
    pub fn finish(self) -> Result<(), Violations> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl Extend<Violation> for Violations {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        self.list.extend(violations);
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}: {}", violation.pointer, violation.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

fn characters(count: usize) -> String {
    match count {
        1 => "1 character".to_owned(),
        _ => format!("{count} characters"),
    }
}

fn bits(count: usize) -> String {
    match count {
        1 => "1 bit".to_owned(),
        _ => format!("{count} bits"),
    }
}

#[cfg(feature = "pattern")]
pub(crate) mod patterns {
    //! Regular expressions, compiled once each.

    use std::collections::HashMap;
    use std::sync::{Arc, LazyLock, PoisonError, RwLock};

    use regex_lite::Regex;

    type Compiled = HashMap<&'static str, Option<Arc<Regex>>>;

    static COMPILED: LazyLock<RwLock<Compiled>> = LazyLock::new(RwLock::default);

    /// Whether the pattern matches. One that cannot be compiled matches everything: the database decides then.
    pub(crate) fn is_match(pattern: &'static str, value: &str) -> bool {
        compiled(pattern).is_none_or(|regex| regex.is_match(value))
    }

    fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
        let known = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(regex) = known.get(pattern) {
            return regex.clone();
        }
        drop(known);
        let regex = Regex::new(pattern).ok().map(Arc::new);
        let mut known = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(pattern).or_insert(regex).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::Violations;

    /// The codes of what is wrong.
    fn codes(check: impl FnOnce(&mut Violations)) -> Vec<&'static str> {
        let mut violations = Violations::new();
        check(&mut violations);
        violations.iter().map(|violation| violation.code).collect()
    }

    #[test]
    fn lengths_are_of_characters_and_take_their_limit() {
        assert!(codes(|it| it.max_length("a", "äöü", 3)).is_empty());
        assert_eq!(codes(|it| it.max_length("a", "äöü", 2)), ["max_length"]);
        assert!(codes(|it| it.min_length("a", "ä", 1)).is_empty());
        assert_eq!(codes(|it| it.min_length("a", "", 1)), ["min_length"]);
    }

    #[test]
    fn bounds_are_inside_unless_exclusive() {
        assert!(codes(|it| it.min("a", 1_i16, 1)).is_empty());
        assert_eq!(codes(|it| it.min("a", 0_i32, 1)), ["min"]);
        assert!(codes(|it| it.max("a", i64::MAX, i64::MAX)).is_empty());
        assert_eq!(codes(|it| it.max("a", 1.5_f64, 1.0)), ["max"]);
        assert_eq!(
            codes(|it| it.min_exclusive("a", 0.0_f32, 0.0)),
            ["min_exclusive"]
        );
        assert_eq!(
            codes(|it| it.max_exclusive("a", 1_i64, 1)),
            ["max_exclusive"]
        );
        assert!(codes(|it| it.max_exclusive("a", 0_i64, 1)).is_empty());
        assert_eq!(codes(|it| it.min("a", f64::NAN, 0.0)), ["min"]);
    }

    #[test]
    fn choices_and_refusals() {
        assert!(codes(|it| it.one_of("a", 2_i64, &[1, 2])).is_empty());
        assert_eq!(codes(|it| it.one_of("a", 3_i64, &[1, 2])), ["one_of"]);
        assert_eq!(codes(|it| it.not("a", 3_i64, 3)), ["not"]);
        assert_eq!(codes(|it| it.not_text("a", "x", "x")), ["not"]);
        assert_eq!(codes(|it| it.starts_with("a", "x", "#")), ["starts_with"]);
    }

    #[test]
    fn everything_is_told_with_its_place() {
        let mut violations = Violations::new();
        violations.min_length("a/b~c", "", 1);
        violations.max("n", 9_i64, 5);
        let wrong = violations.finish().expect_err("two things are wrong");
        assert_eq!(
            wrong.to_string(),
            "/a~1b~0c: must not be empty, /n: at most 5"
        );
        assert!(Violations::new().finish().is_ok());
    }

    #[cfg(feature = "rust_decimal")]
    #[test]
    fn decimals_are_bounded_as_written() {
        let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().expect("a decimal");
        assert!(codes(|it| it.min("a", decimal("0.10"), "0.1")).is_empty());
        assert_eq!(
            codes(|it| it.max_exclusive("a", decimal("0.1"), "0.1")),
            ["max_exclusive"]
        );
        for fits in ["9999.99", "-9999.9", "0", "0.5", "1.500"] {
            assert!(
                codes(|it| it.digits("a", decimal(fits), 6, 2)).is_empty(),
                "{fits}"
            );
        }
        for too_much in ["10000", "0.001", "-12345.1"] {
            assert_eq!(
                codes(|it| it.digits("a", decimal(too_much), 6, 2)),
                ["digits"],
                "{too_much}"
            );
        }
        assert!(codes(|it| it.digits("a", decimal("0.05"), 2, 2)).is_empty());
    }

    #[cfg(feature = "pattern")]
    #[test]
    fn patterns_match_anywhere() {
        assert!(codes(|it| it.pattern("a", "x7", "[0-9]")).is_empty());
        assert_eq!(codes(|it| it.pattern("a", "x7", "^[0-9]+$")), ["pattern"]);
        assert_eq!(codes(|it| it.pattern("a", "7\n", "^[0-9]+$")), ["pattern"]);
    }
}
