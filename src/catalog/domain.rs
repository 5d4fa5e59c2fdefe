//! CREATE, ALTER and DROP DOMAIN.

use sqlparser::ast::ObjectName;

use super::replay::{QualifiedName, Replay};
use super::{Domain, DomainId};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{
    CreateDomain, DomainChange, DomainConstraint, DomainConstraintKind, Statement,
};
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE DOMAIN`.
    pub(super) fn create_domain(&mut self, statement: &Statement, create: &CreateDomain) {
        let name = self.qualified(statement, &create.name);
        let Some(schema) = self.new_type_schema(&name) else {
            return;
        };
        let span = statement
            .span_of(create.type_span)
            .unwrap_or(statement.span);
        let found = match self.dialect.data_type(&self.catalog, &create.data_type) {
            Ok(found) => found,
            Err(error) => {
                self.unknown_type(error, span);
                return;
            }
        };
        let id = DomainId(u32::try_from(self.catalog.domains.len()).unwrap_or(u32::MAX));
        self.catalog.domains.push(Domain {
            id,
            schema: schema.clone(),
            name: name.name.text.clone(),
            base: found.ty,
            type_text: self.sources.text(span).to_owned(),
            max_length: found.max_length,
            precision: found.precision,
            not_null: false,
            default: None,
            checks: Vec::new(),
            doc: statement.comments.doc.clone(),
            span: statement.span,
            name_span: name.name.span,
        });
        for constraint in &create.constraints {
            self.constrain_domain(statement, id, constraint);
        }
        self.catalog
            .add_type_name(schema.as_deref(), &name.name.text, Ty::Domain(id));
    }

    fn constrain_domain(
        &mut self,
        statement: &Statement,
        id: DomainId,
        constraint: &DomainConstraint,
    ) {
        let given = constraint
            .name
            .as_ref()
            .map(|ident| self.name(statement, ident));
        let domain = &mut self.catalog.domains[id.0 as usize];
        match &constraint.kind {
            DomainConstraintKind::NotNull => domain.not_null = true,
            DomainConstraintKind::Null => {}
            DomainConstraintKind::Default(_, span) => domain.default = statement.span_of(*span),
            DomainConstraintKind::Check(_, span) => {
                let span = statement.span_of(*span).unwrap_or(statement.span);
                let name = match given {
                    Some(given) => given.text,
                    None => unused_check_name(domain),
                };
                domain.checks.push((name, span));
            }
        }
    }

    /// `ALTER DOMAIN`.
    pub(super) fn alter_domain(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        change: &DomainChange,
    ) {
        let name = self.qualified(statement, name);
        let Some(id) = self.known_domain(&name) else {
            return;
        };
        match change {
            DomainChange::SetDefault(span) => {
                self.catalog.domains[id.0 as usize].default = statement.span_of(*span);
            }
            DomainChange::DropDefault => self.catalog.domains[id.0 as usize].default = None,
            DomainChange::SetNotNull => self.catalog.domains[id.0 as usize].not_null = true,
            DomainChange::DropNotNull => self.catalog.domains[id.0 as usize].not_null = false,
            DomainChange::Add(constraint) => {
                self.constrain_domain(statement, id, constraint);
                if matches!(constraint.kind, DomainConstraintKind::NotNull) {
                    self.catalog.domains[id.0 as usize].not_null = true;
                }
            }
            DomainChange::DropConstraint {
                name: constraint,
                if_exists,
            } => {
                let constraint = self.name(statement, constraint);
                let checks = &mut self.catalog.domains[id.0 as usize].checks;
                let before = checks.len();
                checks.retain(|(known, _)| *known != constraint.text);
                if checks.len() == before && !if_exists {
                    self.unknown_domain_constraint(&name, &constraint.text, constraint.span);
                }
            }
            DomainChange::RenameConstraint { old, new } => {
                let (old, new) = (self.name(statement, old), self.name(statement, new));
                let checks = &mut self.catalog.domains[id.0 as usize].checks;
                match checks.iter_mut().find(|(known, _)| *known == old.text) {
                    Some(check) => check.0 = new.text,
                    None => self.unknown_domain_constraint(&name, &old.text, old.span),
                }
            }
            DomainChange::Rename(new) => {
                let new = self.name(statement, new);
                self.rename_type(&Ty::Domain(id), &new.text);
            }
            DomainChange::SetSchema(schema) => {
                let schema = self.name(statement, schema);
                self.move_type(&Ty::Domain(id), &schema);
            }
            DomainChange::Nothing => {}
        }
    }

    fn unknown_domain_constraint(&mut self, domain: &QualifiedName, name: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::error(
                "unknown-constraint",
                format!("domain `{}` has no constraint `{name}`", domain.shown()),
            )
            .at(span, "unknown constraint"),
        );
    }

    fn known_domain(&mut self, name: &QualifiedName) -> Option<DomainId> {
        match self.known_type(name)? {
            Ty::Domain(id) => Some(id),
            _ => {
                self.diagnostics.push(
                    Diagnostic::error("wrong-kind", format!("`{}` is no domain", name.shown()))
                        .at(name.span, "not a domain"),
                );
                None
            }
        }
    }
}

/// `email_check`, numbered until no other constraint of the domain has the name.
fn unused_check_name(domain: &Domain) -> String {
    let base = format!("{}_check", domain.name);
    let mut name = base.clone();
    let mut number = 1;
    while domain.checks.iter().any(|(known, _)| *known == name) {
        name = format!("{base}{number}");
        number += 1;
    }
    name
}
