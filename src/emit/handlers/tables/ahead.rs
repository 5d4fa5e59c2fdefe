//! Relations that are asked for together with the row that they belong to, since its key is all that leads to them.

use super::included::INCLUDE_CAP;
use super::{Writer, import_http, local};
use crate::emit::literal;
use crate::service::{Association, Cardinality, Field, Relation};

/// How many relations are asked for with a row: more of them read better one after another.
const MOST: usize = 3;

impl Writer<'_> {
    /// Whether everything that a reader can ask for beside a row is known by its key.
    pub(super) fn is_ahead(&self) -> bool {
        let relations = &self.resource.relations;
        relations.len() <= MOST
            && self.resource.nested.is_empty()
            && !self.asks_who(&[])
            && relations
                .iter()
                .all(|relation| self.known_by_key(relation).is_some())
    }

    /// The association of a relation, and the key that leads to it.
    fn known_by_key(&self, relation: &Relation) -> Option<(&Association, &Field)> {
        let association = &self.resource.associations[relation.association];
        let [key] = self.resource.key.as_slice() else {
            return None;
        };
        let [(here, _)] = association.on.as_slice() else {
            return None;
        };
        let is_many = association.cardinality == Cardinality::Many;
        let field = &self.resource.fields[*key];
        (is_many && here == key && field.own.is_none()).then_some((association, field))
    }

    /// The statements that read a row, by this call, together with what belongs to it, and make an answer of both.
    pub(super) fn get_ahead(&mut self, get: &str) -> Vec<String> {
        import_http(&mut self.scope, &["Ahead", "join"]);
        let answer = self.answer();
        let mut statements = vec!["let ahead = Ahead::new(&db, &include);".to_owned()];
        let resource = self.resource;
        let mut variables = Vec::new();
        let mut puts = Vec::new();
        for relation in &resource.relations {
            let Some((association, field)) = self.known_by_key(relation) else {
                continue;
            };
            let (constant, key) = (association.constant.clone(), local(&field.rust));
            let clone = match self.scope.is_copy(&field.ty) {
                true => "",
                false => ".clone()",
            };
            let way = self.call(&format!("Table::{constant}"));
            let (name, variable) = (literal::string(&relation.name), local(&relation.rust));
            statements.push(format!(
                "let {variable} = ahead.load({name}, {way}.limit({INCLUDE_CAP}), {key}{clone});"
            ));
            puts.push(format!("answer.{} = {variable}?.shown();", relation.rust));
            variables.push(variable);
        }
        // All are sent before the first answer comes.
        let (mut pattern, mut all) = (String::new(), String::new());
        for variable in variables.iter().rev() {
            (pattern, all) = match pattern.is_empty() {
                true => (variable.clone(), variable.clone()),
                false => (
                    format!("({variable}, {pattern})"),
                    format!("join({variable}, {all})"),
                ),
            };
        }
        statements.push(format!("let (row, {pattern}) = join({get}, {all}).await;"));
        statements.push("let row = row?;".to_owned());
        statements.extend(self.keep_version());
        statements.push(format!("let mut answer = {answer}::from(row);"));
        statements.extend(puts);
        statements
    }
}
