//! The case `hostile`: tables, columns and words that would break out of a text wherever they stand in one are names like any other.

use serde_json::Value;

use crate::client::{Request, encoded};
use crate::service::{Running, as_text};
use crate::writes::{example, writable};

/// Every table has its row, which is found by its key and by each of its columns that lists can be asked for.
pub fn served(running: &Running) {
    let mut made = 0;
    let mut asked = 0;
    for resource in writable(running) {
        let create = resource.create.expect("a table that can be written");
        let mut body = example(running, create);
        // Rows that others refer to are not there.
        let keys = body.as_object_mut().expect("a body");
        keys.retain(|name, value| !(name.ends_with("_id") && value.is_null()));
        let request = Request::new("POST", running.path(create, &[])).json(&body);
        let answer = running.call(create, &request);
        if answer.status == 409 {
            continue;
        }
        assert_eq!(answer.status, 201, "{body}: {}", answer.text());
        made += 1;
        let row = answer.json();
        let get = resource.get.expect("a row can be read by its key");
        let target = running.path(get, &resource.key(&row));
        assert_eq!(answer.header("location"), Some(&*target));
        assert_eq!(
            running.call(get, &Request::new("GET", &*target)).json(),
            row
        );
        for (name, value) in row.as_object().expect("a row") {
            let is_plain = value.is_string() || value.is_i64() || value.is_boolean();
            if resource.list.parameter(name).is_none() || !is_plain {
                continue;
            }
            asked += 1;
            let path = running.path(resource.list, &[]);
            let query = format!("{}={}", encoded(name), encoded(&as_text(value)));
            let list = Request::new("GET", format!("{path}?{query}&total=true"));
            let list = running.call(resource.list, &list).json();
            assert_eq!(list["items"], Value::from(vec![row.clone()]), "{query}");
        }
    }
    assert!(
        made > 1 && asked > 3,
        "{made} rows, asked for {asked} times"
    );
}
