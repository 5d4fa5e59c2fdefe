//! What the service answers, against what the database holds. Routes, filters and relations come from the document that
//! the service serves, everything else from the database.

use serde_json::{Map, Value};

use super::database::{Database, Table, literal, plain};
use crate::http::{Client, encode};

/// The rows of one page, the most that a service gives.
const PAGE: usize = 100;
/// The largest offset that a service takes.
const MAX_OFFSET: usize = 10_000;

/// A running service over a loaded database.
pub struct Checks<'a> {
    /// The service.
    pub client: Client,
    /// The database under it.
    pub database: &'a dyn Database,
    /// Its tables.
    pub tables: &'a [Table],
    /// The service's own document.
    pub document: Value,
}

type Outcome = Result<(), String>;

/// The way to another table through one between.
struct Through<'t> {
    between: &'t Table,
    /// The column here, and the one between.
    near: (&'t str, &'t str),
    /// The column between, and the one there.
    far: (&'t str, &'t str),
    target: &'t Table,
}

impl Checks<'_> {
    /// Runs all checks; gives how many there were.
    pub fn run(&self) -> Result<usize, String> {
        let mut count = 0;
        for table in self.tables {
            self.list(table)?;
            self.sort(table)?;
            self.read(table)?;
            count += 3 + self.filters(table)? + self.includes(table)?;
        }
        // Rows that are written change what lists give: last.
        for table in self.tables {
            let before = self.database.count(table)?;
            self.write(table)?;
            equal(
                &format!("rows of {} after all was undone", table.name),
                &self.database.count(table)?,
                &before,
            )?;
            count += 1;
        }
        Ok(count)
    }

    /// Every row, page by page, in the order of the key.
    fn list(&self, table: &Table) -> Outcome {
        let expected = self.database.rows(table, &table.order())?;
        for offset in (0..=expected.len().min(MAX_OFFSET)).step_by(PAGE) {
            let path = format!("/{}?limit={PAGE}&offset={offset}", encode(&table.name));
            let page = self.client.fetch(&path)?;
            let end = (offset + PAGE).min(expected.len());
            equal_rows(&path, table, items(&page), &expected[offset..end])?;
            equal(
                &format!("{path}: has_more"),
                &page["has_more"],
                &Value::from(end < expected.len()),
            )?;
        }
        Ok(())
    }

    /// By the last column that may be sorted by, largest first.
    fn sort(&self, table: &Table) -> Outcome {
        let words = self.words(table, "sort");
        let Some(column) = words.iter().rev().find(|word| !word.starts_with('-')) else {
            return Err(format!("/{} offers no sort", table.name));
        };
        let path = format!("/{}?limit={PAGE}&sort=-{column}", encode(&table.name));
        let rest = format!(
            "ORDER BY \"{column}\" IS NULL, \"{column}\" DESC, {} LIMIT {PAGE}",
            &table.order()[9..]
        );
        let page = self.client.fetch(&path)?;
        equal_rows(
            &path,
            table,
            items(&page),
            &self.database.rows(table, &rest)?,
        )
    }

    /// The first, a middle and the last row by key, and none by a key that is not there.
    fn read(&self, table: &Table) -> Outcome {
        let rows = self.database.rows(table, &table.order())?;
        for index in [0, rows.len() / 2, rows.len() - 1] {
            let path = item_path(table, &rows[index]);
            let found = self.client.fetch(&path)?;
            equal_rows(&path, table, &[found], &rows[index..=index])?;
        }
        let mut absent = Map::new();
        for column in &table.key {
            absent.insert(column.clone(), Value::from(999_999));
        }
        let path = item_path(table, &Value::Object(absent));
        let answer = self.client.get(&path)?;
        answer.expect(404, &format!("GET {path}")).map(drop)
    }

    /// Every filter that the document offers, with a value from the middle of the table.
    fn filters(&self, table: &Table) -> Result<usize, String> {
        let rows = self.database.rows(table, &table.order())?;
        let mut count = 0;
        for name in self.parameters(table) {
            let (column, operator) = name.split_once('.').unwrap_or((&name, "eq"));
            // A column can have the name of what every list is asked, and then no condition.
            let is_of_list = ["limit", "offset", "cursor", "sort", "include", "total"];
            if table.column(column).is_none() || is_of_list.contains(&name.as_str()) {
                continue;
            }
            let values: Vec<&Value> = rows
                .iter()
                .map(|row| &row[column])
                .filter(|value| !value.is_null())
                .collect();
            let (middle, other) = (values[values.len() / 2], values[values.len() / 3]);
            let (sql, wanted) = (format!("\"{column}\""), literal(middle));
            let place = |text: &str, part: &str| self.database.position(text, part);
            let in_any_case = place(&format!("lower({sql})"), &format!("lower({wanted})"));
            let condition = match operator {
                "eq" => format!("{sql} = {wanted}"),
                "ne" => self.database.differs(&sql, &wanted),
                "lt" => format!("{sql} < {wanted}"),
                "lte" => format!("{sql} <= {wanted}"),
                "gt" => format!("{sql} > {wanted}"),
                "gte" => format!("{sql} >= {wanted}"),
                "in" => format!("{sql} IN ({wanted}, {})", literal(other)),
                "null" => format!("{sql} IS NULL"),
                "contains" => format!("{} > 0", place(&sql, &wanted)),
                "icontains" => format!("{in_any_case} > 0"),
                "starts" => format!("{} = 1", place(&sql, &wanted)),
                "istarts" => format!("{in_any_case} = 1"),
                "ends" => format!(
                    "length({sql}) >= length({wanted}) AND {} = {wanted}",
                    self.database.end(&sql, &wanted)
                ),
                _ => return Err(format!("/{}: unknown operator in `{name}`", table.name)),
            };
            let text = |value: &Value| encode(&self.parameter_text(table, column, value));
            let given = match operator {
                "in" => format!("{},{}", text(middle), text(other)),
                "null" => "true".to_owned(),
                _ => text(middle),
            };
            let path = format!("/{}?limit={PAGE}&{name}={given}", encode(&table.name));
            let rest = format!("WHERE {condition} {} LIMIT {PAGE}", table.order());
            let page = self.client.fetch(&path)?;
            equal_rows(
                &path,
                table,
                items(&page),
                &self.database.rows(table, &rest)?,
            )?;
            count += 1;
        }
        let path = format!("/{}?no_such_column=1", encode(&table.name));
        self.client.get(&path)?.expect(422, &path)?;
        if count == 0 {
            return Err(format!("/{} offers no filter", table.name));
        }
        Ok(count)
    }

    fn parameter_text(&self, table: &Table, column: &str, value: &Value) -> String {
        let is_time = table.column(column).is_some_and(|column| column.is_time());
        let text = plain(value);
        if is_time {
            text.replace(' ', "T")
        } else {
            text
        }
    }

    /// Every relation that the document offers. Which reference it follows is found by its rows.
    fn includes(&self, table: &Table) -> Result<usize, String> {
        let words = self.words(table, "include");
        let through = self.through(table);
        let expected = table.references.len() + self.incoming(table).count() + through.len();
        if words.len() != expected {
            return Err(format!(
                "/{} offers the relations {words:?}, and the database has {expected} references",
                table.name
            ));
        }
        for word in &words {
            let path = format!("/{}?limit={PAGE}&include={word}", encode(&table.name));
            let page = self.client.fetch(&path)?;
            let found = items(&page);
            let mut matching = false;
            for (other, here, there) in self.relations(table) {
                matching |= self.matches(found, word, other, here, there)?;
            }
            for way in &through {
                matching |= self.matches_through(found, word, way)?;
            }
            if !matching {
                return Err(format!("{path}: no reference gives these rows: {page}"));
            }
        }
        Ok(words.len())
    }

    fn incoming<'t>(
        &'t self,
        table: &'t Table,
    ) -> impl Iterator<Item = (&'t Table, &'t str, &'t str)> {
        self.tables.iter().flat_map(move |other| {
            other
                .references
                .iter()
                .filter(|reference| reference.target == table.name)
                .map(move |reference| {
                    (
                        other,
                        reference.target_column.as_str(),
                        reference.column.as_str(),
                    )
                })
        })
    }

    /// References in both directions: the other table, the column here, the column there.
    fn relations<'t>(
        &'t self,
        table: &'t Table,
    ) -> impl Iterator<Item = (&'t Table, &'t str, &'t str)> {
        let outgoing = table.references.iter().flat_map(|reference| {
            let target = self
                .tables
                .iter()
                .find(|other| other.name == reference.target);
            target.map(|target| {
                (
                    target,
                    reference.column.as_str(),
                    reference.target_column.as_str(),
                )
            })
        });
        outgoing.chain(self.incoming(table))
    }

    /// The ways through tables whose key is two references, of which one leads here.
    fn through<'t>(&'t self, table: &'t Table) -> Vec<Through<'t>> {
        let mut ways = Vec::new();
        for between in self.tables {
            let [one, other] = between.references.as_slice() else {
                continue;
            };
            let is_key = |column: &String| [&one.column, &other.column].contains(&column);
            if between.key.len() != 2 || !between.key.iter().all(is_key) {
                continue;
            }
            for (near, far) in [(one, other), (other, one)] {
                let target = self.tables.iter().find(|target| target.name == far.target);
                if let Some(target) = target.filter(|_| near.target == table.name) {
                    ways.push(Through {
                        between,
                        near: (&near.target_column, &near.column),
                        far: (&far.column, &far.target_column),
                        target,
                    });
                }
            }
        }
        ways
    }

    /// Whether a relation's rows are those of a way through another table.
    fn matches_through(
        &self,
        found: &[Value],
        word: &str,
        way: &Through<'_>,
    ) -> Result<bool, String> {
        let pairs = self.database.rows(way.between, &way.between.order())?;
        let rows = self.database.rows(way.target, &way.target.order())?;
        Ok(found.iter().all(|row| {
            let of_row = pairs
                .iter()
                .filter(|pair| pair[way.near.1] == row[way.near.0]);
            let keys: Vec<&Value> = of_row.map(|pair| &pair[way.far.0]).collect();
            let expected: Vec<Value> = rows
                .iter()
                .filter(|related| keys.contains(&&related[way.far.1]))
                .map(|related| way.target.canonical(related))
                .collect();
            row[word].as_array().is_some_and(|related| {
                let related: Vec<Value> = related
                    .iter()
                    .map(|row| way.target.canonical(row))
                    .collect();
                // There is a cap for each parent.
                expected.starts_with(&related) && related.len() >= expected.len().min(PAGE)
            })
        }))
    }

    /// Whether a relation's rows are those of one reference.
    fn matches(
        &self,
        found: &[Value],
        word: &str,
        other: &Table,
        here: &str,
        there: &str,
    ) -> Result<bool, String> {
        let keys: Vec<String> = found.iter().map(|row| literal(&row[here])).collect();
        let rest = format!(
            "WHERE \"{there}\" IN ({}) {}",
            keys.join(", "),
            other.order()
        );
        let rows: Vec<Value> = self.database.rows(other, &rest)?;
        Ok(found.iter().all(|row| {
            let expected: Vec<Value> = rows
                .iter()
                .filter(|related| !row[here].is_null() && related[there] == row[here])
                .map(|related| other.canonical(related))
                .collect();
            match &row[word] {
                Value::Array(related) => {
                    let related: Vec<Value> =
                        related.iter().map(|row| other.canonical(row)).collect();
                    // There is a cap for each parent.
                    expected.starts_with(&related) && related.len() >= expected.len().min(PAGE)
                }
                Value::Null => expected.is_empty(),
                related => expected == [other.canonical(related)],
            }
        }))
    }

    /// Creates, changes and deletes a row, and is refused what must be.
    fn write(&self, table: &Table) -> Outcome {
        let collection = format!("/{}", encode(&table.name));
        let body = self.new_row(table)?;
        let create = |body: &Value| self.client.request("POST", &collection, Some(body));

        let mut unknown = body.clone();
        unknown["no_such_column"] = Value::from(1);
        create(&unknown)?.expect(422, &format!("POST {collection} with an unknown key"))?;
        if let Some(reference) = table.references.first() {
            let mut dangling = body.clone();
            dangling[&reference.column] = Value::from(999_999);
            create(&dangling)?.expect(
                409,
                &format!("POST {collection} with a reference to nothing"),
            )?;
        }

        let answer = create(&body)?;
        let location = answer.headers.lines().find_map(|line| {
            line.to_ascii_lowercase()
                .starts_with("location: ")
                .then(|| line[10..].to_owned())
        });
        let created = answer.expect(201, &format!("POST {collection} {body}"))?;
        let path = item_path(table, &created);
        equal("Location", &location.as_deref(), &Some(path.as_str()))?;
        self.equal_stored(table, &created)?;
        for (key, value) in body.as_object().into_iter().flatten() {
            let column = table
                .column(key)
                .ok_or_else(|| format!("no column {key}"))?;
            let one = |value: &Value| {
                table.canonical(&Value::from_iter([(column.name.clone(), value.clone())]))
            };
            equal(
                &format!("{key} of {path}"),
                &one(&created[key]),
                &one(value),
            )?;
        }
        if table.key.iter().all(|column| body.get(column).is_some()) {
            create(&body)?.expect(409, &format!("POST {collection} with a key that is there"))?;
        }

        if let Some((column, _)) = body
            .as_object()
            .and_then(|body| body.iter().find(|(_, value)| value.is_string()))
            .filter(|(column, _)| {
                table
                    .column(column)
                    .is_some_and(|column| column.ty.contains("varchar"))
            })
        {
            let change = Value::from_iter([(column.clone(), Value::from("Ü \"'; --"))]);
            let changed = self.client.request("PATCH", &path, Some(&change))?;
            let changed = changed.expect(200, &format!("PATCH {path}"))?;
            equal(
                &format!("{column} of {path}"),
                &changed[column],
                &change[column],
            )?;
            self.equal_stored(table, &changed)?;
        }
        self.client
            .request("DELETE", &path, None)?
            .expect(204, &format!("DELETE {path}"))?;
        self.client
            .get(&path)?
            .expect(404, &format!("GET {path} after DELETE"))?;
        Ok(())
    }

    /// The body of a new row: that of an existing one, with a key that is not there where the body holds the key.
    fn new_row(&self, table: &Table) -> Result<Value, String> {
        let rows = self.database.rows(table, &table.order())?;
        let allowed = self.create_properties(table)?;
        let mut row = table.canonical(&rows[rows.len() / 2]);
        if table.key.iter().all(|column| allowed.contains(column)) && table.key.len() == 2 {
            let (first, second) = (&table.key[0], &table.key[1]);
            row[first] = rows[0][first].clone();
            row[second] = rows
                .iter()
                .map(|other| &other[second])
                .find(|value| {
                    !rows
                        .iter()
                        .any(|other| other[first] == row[first] && &other[second] == *value)
                })
                .cloned()
                .ok_or_else(|| format!("{}: every pair is there", table.name))?;
        }
        let mut body = Map::new();
        for column in table
            .columns
            .iter()
            .filter(|column| allowed.contains(&column.name))
        {
            let value = &row[&column.name];
            // Exact decimals travel as text.
            let value = match value {
                Value::Number(number) if number.is_f64() => Value::String(format!("{number}")),
                _ => value.clone(),
            };
            body.insert(column.name.clone(), value);
        }
        Ok(Value::Object(body))
    }

    fn equal_stored(&self, table: &Table, row: &Value) -> Outcome {
        let conditions: Vec<String> = table
            .key
            .iter()
            .map(|column| format!("\"{column}\" = {}", literal(&row[column])))
            .collect();
        let rest = format!("WHERE {}", conditions.join(" AND "));
        let stored = self.database.rows(table, &rest)?;
        equal_rows(
            &format!("the row of {} {rest}", table.name),
            table,
            std::slice::from_ref(row),
            &stored,
        )
    }

    /// The keys of the create body, by the document.
    fn create_properties(&self, table: &Table) -> Result<Vec<String>, String> {
        let schema = &self.document["paths"][format!("/{}", table.name)]["post"]["requestBody"]["content"]
            ["application/json"]["schema"];
        let schema = match schema["$ref"].as_str() {
            Some(reference) => self
                .document
                .pointer(reference.trim_start_matches('#'))
                .unwrap_or(schema),
            None => schema,
        };
        schema["properties"]
            .as_object()
            .map(|properties| properties.keys().cloned().collect())
            .ok_or_else(|| format!("the document has no body for POST /{}", table.name))
    }

    /// The names of the list's parameters, by the document.
    fn parameters(&self, table: &Table) -> Vec<String> {
        let parameters = self.list_parameters(table);
        parameters
            .iter()
            .filter_map(|parameter| parameter["name"].as_str().map(str::to_owned))
            .collect()
    }

    /// The words that a parameter of the list takes.
    fn words(&self, table: &Table, name: &str) -> Vec<String> {
        let parameters = self.list_parameters(table);
        let Some(parameter) = parameters
            .iter()
            .find(|parameter| parameter["name"] == name)
        else {
            return Vec::new();
        };
        let words = parameter["schema"]["items"]["enum"].as_array();
        words
            .into_iter()
            .flatten()
            .filter_map(|word| word.as_str().map(str::to_owned))
            .collect()
    }

    fn list_parameters(&self, table: &Table) -> &[Value] {
        self.document["paths"][format!("/{}", table.name)]["get"]["parameters"]
            .as_array()
            .map_or(&[], Vec::as_slice)
    }
}

fn items(page: &Value) -> &[Value] {
    page["items"].as_array().map_or(&[], Vec::as_slice)
}

fn item_path(table: &Table, row: &Value) -> String {
    let mut path = format!("/{}", encode(&table.name));
    for column in &table.key {
        path.push('/');
        path.push_str(&encode(&plain(&row[column])));
    }
    path
}

fn equal_rows(what: &str, table: &Table, found: &[Value], expected: &[Value]) -> Outcome {
    if found.len() != expected.len() {
        return Err(format!(
            "{what}: {} rows instead of {}",
            found.len(),
            expected.len()
        ));
    }
    for (found, expected) in found.iter().zip(expected) {
        equal(what, &table.canonical(found), &table.canonical(expected))?;
    }
    Ok(())
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Outcome {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:?} instead of {expected:?}"))
    }
}
