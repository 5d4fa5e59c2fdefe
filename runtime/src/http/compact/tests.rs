//! What is written, against what `serde_json` writes.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::*;

#[derive(Serialize)]
enum Shape {
    Point,
    Circle(f64),
    Line(i32, i32),
    Box { width: u8, height: Option<u8> },
}

#[derive(Serialize)]
struct Pair(i8, String);

#[derive(Serialize)]
struct Wrapped(&'static str);

#[derive(Serialize)]
struct Nothing;

#[derive(Serialize)]
struct Whole {
    #[serde(rename = "a \"key\"")]
    key: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<i32>,
    none: Option<i32>,
    shapes: Vec<Shape>,
    pair: Pair,
    wrapped: Wrapped,
    nothing: Nothing,
    tuple: (i64, u64, f32, char),
    map: BTreeMap<i32, ()>,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

fn assert_same<T: Serialize + ?Sized>(value: &T) {
    let (ours, wanted) = (to_vec(value).unwrap(), serde_json::to_vec(value).unwrap());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(text(ours), text(wanted));
}

#[test]
fn values_are_written_as_serde_json_writes_them() {
    let rest = json!({"x": [1, -2.5, 1e300, null, "\u{1}"], "y": {}, "z": []});
    assert_same(&Whole {
        key: true,
        left_out: None,
        none: None,
        shapes: vec![
            Shape::Point,
            Shape::Circle(f64::NAN),
            Shape::Line(1, i32::MIN),
            Shape::Box {
                width: 1,
                height: Some(2),
            },
        ],
        pair: Pair(-1, "\\".to_owned()),
        wrapped: Wrapped("w"),
        nothing: Nothing,
        tuple: (i64::MIN, u64::MAX, 0.1, '"'),
        map: BTreeMap::from([(-1, ()), (2, ())]),
        rest: serde_json::from_value(rest).unwrap(),
    });
    assert_same(&[0.0, -0.0, 1.0, 1.5e-9, f64::MAX]);
    assert_same(&i128::MIN);
    assert_same(&BTreeMap::from([(true, 1), (false, 2)]));
    assert!(to_vec(&BTreeMap::from([(None::<i32>, 1)])).is_err());
}

#[test]
fn each_character_is_escaped_as_serde_json_escapes_it_wherever_it_stands() {
    let others = [
        '\u{7f}',
        '\u{80}',
        'é',
        '漢',
        '\u{2028}',
        '🦀',
        '\u{10ffff}',
    ];
    for char in ('\0'..'\u{100}').chain(others) {
        for before in 0..17 {
            for behind in [0, 1, 9] {
                let text = format!("{}{char}{}", "a".repeat(before), "é".repeat(behind));
                assert_same(&text);
                assert_same(&format_args!("{text}{char:?}"));
            }
        }
    }
    assert_same("");
}

#[cfg(feature = "chrono")]
#[test]
fn points_in_time_are_written_as_serde_json_writes_them() {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
    for seconds in [0, 1_767_225_600, -1, -62_167_219_201, 253_402_300_800] {
        for nanoseconds in [0, 1, 1_000, 120_000_000] {
            let time = DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            assert_same(&time);
            assert_same::<NaiveDateTime>(&time.naive_utc());
            assert_same::<NaiveDate>(&time.date_naive());
            assert_same::<NaiveTime>(&time.time());
        }
    }
}
