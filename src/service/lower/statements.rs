//! The constant SQL of every table: one text for each operation and target, in lines that can be copied into a console.

use super::{Context, upserts};
use crate::catalog::{EnumSource, TableKind};
use crate::dialect::Dialect;
use crate::service::{Field, FieldIndex, KeyStatements, Presence, Resource, Statements, TargetSql};
use crate::ty::Ty;

/// Lines longer than this fall into one line for each item.
const WIDTH: usize = 100;

/// Fills in [`Resource::statements`].
pub(super) fn lower(context: &Context<'_>, resources: &mut [Resource]) {
    for resource in resources {
        let writers = Writers { context, resource };
        let is_table = resource.kind == TableKind::Table;
        let mut upserts = upserts::keys(context, resource);
        for upsert in &mut upserts {
            upsert.sql = writers.texts(|writer| writer.upsert(upsert));
            if let Some(read) = &mut upsert.read {
                read.sql = writers.texts(|writer| writer.read(&upsert.key));
            }
        }
        let when =
            |holds: bool, text: fn(&Writer<'_>) -> String| holds.then(|| writers.texts(text));
        let is_restored = has_key(resource) && resource.deleted().is_some();
        resource.statements = Statements {
            by_key: writers.by_key(false),
            owned: resource.owner().map(|_| writers.by_key(true)),
            list: writers.texts(|writer| writer.list()),
            create: when(resource.create.is_some(), |writer| writer.create()),
            count: writers.texts(|writer| writer.count()),
            update_where: when(resource.update.is_some(), |writer| writer.update_where()),
            delete_where: when(is_table, |writer| writer.delete_where()),
            restore: when(is_restored, |writer| writer.restore()),
            upserts,
        };
    }
}

fn has_key(resource: &Resource) -> bool {
    resource.kind == TableKind::Table && !resource.key.is_empty()
}

/// A [`Writer`] for each target.
struct Writers<'a> {
    context: &'a Context<'a>,
    resource: &'a Resource,
}

impl Writers<'_> {
    fn texts(&self, text: impl Fn(&Writer<'_>) -> String) -> TargetSql {
        self.texts_of(false, text)
    }

    fn texts_of(&self, is_owned: bool, text: impl Fn(&Writer<'_>) -> String) -> TargetSql {
        placed(self.context.for_targets(|target| {
            text(&Writer {
                context: self.context,
                resource: self.resource,
                target,
                is_owned,
            })
        }))
    }

    fn by_key(&self, is_owned: bool) -> KeyStatements {
        let (has_key, changes) = (has_key(self.resource), self.resource.update.is_some());
        let has_version = self.resource.version().is_some();
        let when = |holds: bool, text: fn(&Writer<'_>) -> String| {
            holds.then(|| self.texts_of(is_owned, text))
        };
        KeyStatements {
            get: when(has_key, |writer| writer.get()),
            get_for_update: when(has_key, |writer| writer.get_for_update()),
            exists: when(has_key, |writer| writer.exists()),
            update: when(changes, |writer| writer.update()),
            update_if_version: when(changes && has_version, |writer| writer.update_if_version()),
            delete: when(has_key, |writer| writer.delete()),
            delete_if_version: when(has_key && has_version, |writer| writer.delete_if_version()),
        }
    }
}

pub(super) struct Writer<'a> {
    context: &'a Context<'a>,
    pub(super) resource: &'a Resource,
    pub(super) target: Dialect,
    /// Whether it is about rows of an owner, whose placeholder follows that of the key.
    is_owned: bool,
}

impl Writer<'_> {
    fn get(&self) -> String {
        lines(&[self.select(), self.from(), self.where_key()])
    }

    fn get_for_update(&self) -> String {
        let lock = self.target.locks_rows().then(|| "FOR UPDATE".to_owned());
        let lock = lock.unwrap_or_default();
        lines(&[self.select(), self.from(), self.where_key(), lock])
    }

    fn list(&self) -> String {
        lines(&[self.select(), self.from(), self.where_living()])
    }

    fn delete(&self) -> String {
        lines(&[self.deletion(), self.where_key()])
    }

    fn exists(&self) -> String {
        lines(&["SELECT 1".to_owned(), self.from(), self.where_key()])
    }

    fn count(&self) -> String {
        lines(&[
            "SELECT count(*)".to_owned(),
            self.from(),
            self.where_living(),
        ])
    }

    fn delete_where(&self) -> String {
        lines(&[self.deletion(), self.where_living()])
    }

    fn create(&self) -> String {
        if self.resource.created_fields().next().is_none()
            && self.kept_at_creation().next().is_none()
        {
            let into = format!("INSERT INTO {}", self.resource.sql);
            let values = self.target.default_values().to_owned();
            return lines(&[into, values, self.returning_inserted()]);
        }
        let [into, values] = self.insert();
        lines(&[into, values, self.returning_inserted()])
    }

    /// `INSERT INTO t (a, b)` and `VALUES (.., ..)`.
    pub(super) fn insert(&self) -> [String; 2] {
        let fields: Vec<(&Field, Presence)> = self.resource.created_fields().collect();
        let into = format!("INSERT INTO {}", self.resource.sql);
        let mut number = 0;
        let values = fields
            .iter()
            .map(|(field, presence)| self.created_value(field, *presence, &mut number))
            .chain(self.kept_at_creation().map(|(_, value)| value))
            .collect::<Vec<_>>();
        let kept = self.kept_at_creation().map(|(field, _)| field);
        let columns = fields.iter().map(|(field, _)| *field).chain(kept);
        let columns = columns.map(|field| field.sql.clone());
        [
            parenthesized(&format!("{into} "), &columns.collect::<Vec<_>>()),
            parenthesized("VALUES ", &values),
        ]
    }

    fn created_value(&self, field: &Field, presence: Presence, number: &mut usize) -> String {
        let default = field.default.as_deref().unwrap_or("NULL");
        let default = self.target.default_expression(default);
        let type_name = self.type_name(&field.ty);
        let default = match is_composite(&field.ty) {
            // `ROW(..)` alone is a record.
            true => format!("({default})::{type_name}"),
            false => default,
        };
        let mut next = || {
            *number += 1;
            *number
        };
        match presence {
            Presence::Optional => {
                let value = self.typed_placeholder(next(), &type_name);
                format!("coalesce({value}, {default})")
            }
            Presence::Patch => {
                let given = self.placeholder(next());
                let value = self.typed_placeholder(next(), &type_name);
                format!("CASE WHEN {given} THEN {value} ELSE {default} END")
            }
            Presence::Required | Presence::Nullable => self.placeholder(next()),
        }
    }

    fn update(&self) -> String {
        lines(&[
            format!("UPDATE {}", self.resource.sql),
            self.sets(self.identified()),
            self.where_key(),
            self.returning_updated(),
        ])
    }

    fn update_if_version(&self) -> String {
        lines(&[
            format!("UPDATE {}", self.resource.sql),
            self.sets(self.identified() + 1),
            self.where_version(),
            self.returning_updated(),
        ])
    }

    fn delete_if_version(&self) -> String {
        lines(&[self.deletion(), self.where_version()])
    }

    /// The row with a key, of the version whose placeholder follows that of the key.
    fn where_version(&self) -> String {
        let number = self.identified() + 1;
        let version = self.resource.version();
        let version = version.map(|field| self.equal(field, number));
        format!("{} AND {}", self.where_key(), version.unwrap_or_default())
    }

    fn update_where(&self) -> String {
        lines(&[
            format!("UPDATE {}", self.resource.sql),
            self.sets(0),
            self.where_living(),
        ])
    }

    /// `SET a = .., b = ..`, with placeholders behind the first ones.
    fn sets(&self, taken: usize) -> String {
        let mut number = taken;
        let mut next = || {
            number += 1;
            self.placeholder(number)
        };
        let mut sets: Vec<String> = self
            .resource
            .updated_fields()
            .map(|(field, presence)| {
                let sql = &field.sql;
                match (presence == Presence::Patch, field.adds) {
                    (true, true) => {
                        let (given, value) = (next(), next());
                        let sum = self.sum(field, &next());
                        format!(
                            "{sql} = CASE WHEN {given} THEN {value} ELSE coalesce({sum}, {sql}) END"
                        )
                    }
                    (true, false) => {
                        let (given, value) = (next(), next());
                        format!("{sql} = CASE WHEN {given} THEN {value} ELSE {sql} END")
                    }
                    (false, true) => {
                        let sum = self.sum(field, &next());
                        format!("{sql} = coalesce({sum}, {}, {sql})", next())
                    }
                    (false, false) => format!("{sql} = coalesce({}, {sql})", next()),
                }
            })
            .collect();
        sets.extend(self.kept_by_updates(str::to_owned));
        format!("SET {}", sets.join(",\n    "))
    }

    /// The column and what is added to it.
    fn sum(&self, field: &Field, added: &str) -> String {
        let scale = field.precision.map(|(_, scale)| scale);
        let sum = self.target.sum(&field.ty, scale, &field.sql, added);
        sum.unwrap_or_default()
    }

    fn select(&self) -> String {
        listed("SELECT ", &self.columns())
    }

    /// RETURNING, where INSERT has it.
    pub(super) fn returning_inserted(&self) -> String {
        self.returning(self.target.returns_inserted())
    }

    pub(super) fn returning_updated(&self) -> String {
        self.returning(self.target.returns_updated())
    }

    fn returning(&self, has_returning: bool) -> String {
        match has_returning {
            true => listed("RETURNING ", &self.columns()),
            false => String::new(),
        }
    }

    /// A row by a key.
    fn read(&self, key: &[FieldIndex]) -> String {
        let conditions = key.iter().enumerate().map(|(at, field)| {
            let field = &self.resource.fields[*field];
            self.equal(field, at + 1)
        });
        let conditions: Vec<String> = conditions.collect();
        let condition = format!("WHERE {}{}", conditions.join(" AND "), self.and_living());
        lines(&[self.select(), self.from(), condition])
    }

    /// A column is equal to a value.
    pub(super) fn equal(&self, field: &Field, number: usize) -> String {
        let (before, after) = self.target.cast_of_compared(&field.ty).unwrap_or_default();
        format!(
            "{} = {before}{}{after}",
            field.sql,
            self.placeholder(number)
        )
    }

    pub(super) fn placeholder(&self, number: usize) -> String {
        self.numbered(number, self.target.placeholder(number))
    }

    pub(super) fn typed_placeholder(&self, number: usize, type_name: &str) -> String {
        self.numbered(number, self.target.typed_placeholder(number, type_name))
    }

    /// A placeholder that has no number keeps it here until [`placed`] has seen where it stands.
    fn numbered(&self, number: usize, text: String) -> String {
        match self.target.numbers_placeholders() {
            true => text,
            false => text.replacen('?', &format!("{MARK}{number}{MARK}"), 1),
        }
    }

    fn columns(&self) -> Vec<String> {
        self.resource
            .fields
            .iter()
            .map(|field| field.sql.clone())
            .collect()
    }

    fn from(&self) -> String {
        format!("FROM {}", self.resource.sql)
    }

    fn where_key(&self) -> String {
        format!("WHERE {}{}", self.key_conditions(), self.and_living())
    }

    pub(super) fn key_conditions(&self) -> String {
        let conditions: Vec<String> = self
            .identifying()
            .enumerate()
            .map(|(at, field)| self.equal(field, at + 1))
            .collect();
        conditions.join(" AND ")
    }

    /// The fields by which a row is found: its key, and its owner.
    fn identifying(&self) -> impl Iterator<Item = &Field> {
        let owner = self.resource.owner().filter(|_| self.is_owned);
        self.resource.key_fields().chain(owner)
    }

    /// How many placeholders these take.
    fn identified(&self) -> usize {
        self.identifying().count()
    }

    pub(super) fn type_name(&self, ty: &Ty) -> String {
        type_name(self.context, self.target, ty)
    }
}

/// The name of a type in a cast. Limits are left out: a cast would cut a text off where an assignment refuses it.
pub(super) fn type_name(context: &Context<'_>, target: Dialect, ty: &Ty) -> String {
    match ty {
        Ty::Enum(id) => {
            let source = context.catalog.enum_(*id);
            match source.source {
                EnumSource::Type => target.qualified(source.schema.as_deref(), &source.name),
                EnumSource::Check { .. } | EnumSource::Column { .. } => "text".to_owned(),
            }
        }
        Ty::Array(element) => format!("{}[]", type_name(context, target, element)),
        Ty::Other(name) => target.quote(name),
        // `char` alone is one character.
        Ty::Char => "bpchar".to_owned(),
        // And so is `bit` one bit.
        Ty::Bit => "\"bit\"".to_owned(),
        plain => match Dialect::name_of_code(plain) {
            Some(name) => target.quote(name),
            None => target.type_name(context.catalog, plain),
        },
    }
}

fn is_composite(ty: &Ty) -> bool {
    match ty {
        Ty::Array(element) => is_composite(element),
        ty => matches!(ty, Ty::Composite(_)),
    }
}

/// The lines that there are.
pub(super) fn lines(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.map(String::as_str).collect();
    format!("\n{}\n", lines.join("\n"))
}

/// Around the number of a placeholder, which no SQL has.
const MARK: char = '\u{1}';

/// A text whose placeholders have no numbers, and the order of the values that it follows from.
fn placed(sql: TargetSql) -> TargetSql {
    let mut order = Vec::new();
    let texts = sql.texts.into_iter().map(|(target, text)| {
        let mut parts = text.split(MARK);
        let mut out = parts.next().unwrap_or_default().to_owned();
        while let (Some(number), Some(text)) = (parts.next(), parts.next()) {
            order.extend(number.parse::<usize>().ok().map(|number| number - 1));
            out.push('?');
            out.push_str(text);
        }
        (target, out)
    });
    let texts = texts.collect();
    if order.iter().enumerate().all(|(at, value)| at == *value) {
        order.clear();
    }
    TargetSql { texts, order }
}

/// `SELECT a, b`, or one item on each line where that is too long.
fn listed(head: &str, items: &[String]) -> String {
    let line = format!("{head}{}", items.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    format!("{}\n  {}", head.trim_end(), items.join(",\n  "))
}

/// `VALUES (a, b)`, or one item on each line where that is too long.
fn parenthesized(head: &str, items: &[String]) -> String {
    let line = format!("{head}({})", items.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    format!("{head}(\n  {}\n)", items.join(",\n  "))
}
