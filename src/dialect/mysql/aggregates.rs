//! What the aggregates of MySQL and MariaDB take: DISTINCT, and a window.

use super::Flavor;

/// Aggregates that take DISTINCT.
///
/// MariaDB: asked. MySQL: `aggregate-functions.html`.
const DISTINCT: &[&str] = &["avg", "count", "group_concat", "max", "min", "sum"];

/// What an aggregate does not take; none where it takes all that it is given.
pub(in crate::dialect) fn refused(
    flavor: &Flavor,
    name: &str,
    distinct: bool,
    over: bool,
) -> Option<String> {
    let product = flavor.product;
    let collects_json = name == "json_arrayagg" && flavor.distinct_json;
    if distinct && !DISTINCT.contains(&name) && !collects_json {
        return Some(format!("in {product} `{name}` takes no DISTINCT"));
    }
    if over && !flavor.over_windows(name) {
        return Some(format!("in {product} `{name}` is not there over a window"));
    }
    let repeats_nothing = ["max", "min"].contains(&name) && flavor.distinct_extremes_over_windows;
    (distinct && over && !repeats_nothing)
        .then(|| format!("in {product} `{name}` takes no DISTINCT over a window"))
}

impl Flavor {
    fn over_windows(&self, name: &str) -> bool {
        match name {
            "group_concat" => false,
            "json_arrayagg" | "json_objectagg" => self.json_over_windows,
            _ => true,
        }
    }
}
