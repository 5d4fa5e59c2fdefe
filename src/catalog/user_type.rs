//! What holds for every type of a schema: its name, its place, and who uses it.

use super::replay::{Name, QualifiedName, Replay};
use super::{BaseType, CompositeId, DomainId, EnumSource};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::data_type::TypeError;
use crate::source::Span;
use crate::ty::Ty;

impl Replay<'_> {
    /// The schema that a new type goes to; none where the name is taken, which is reported.
    pub(super) fn new_type_schema(&mut self, name: &QualifiedName) -> Option<Option<String>> {
        let schema = self.target_schema(name);
        let taken = self
            .catalog
            .find_type(schema.as_deref(), &name.name.text)
            .and_then(|ty| self.type_place(&ty));
        match taken {
            None => Some(schema),
            Some(first) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-type",
                        format!("there is a type `{}` already", name.shown()),
                    )
                    .at(name.span, "again here")
                    .also(first, "first here"),
                );
                None
            }
        }
    }

    /// `CREATE TYPE name (INPUT = ..)`, and `CREATE TYPE name`, which the former follows.
    pub(super) fn create_base_type(&mut self, name: &QualifiedName) {
        let known = self
            .catalog
            .find_type(name.schema.as_deref(), &name.name.text);
        let is_base = |own: &BaseType| known == Some(Ty::Other(own.name.clone()));
        if self.catalog.base_types.iter().any(is_base) {
            return;
        }
        let Some(schema) = self.new_type_schema(name) else {
            return;
        };
        let text = &name.name.text;
        self.names.take(schema.as_deref(), text);
        self.catalog
            .add_type_name(schema.as_deref(), text, Ty::Other(text.clone()));
        self.catalog.base_types.push(BaseType {
            schema,
            name: text.clone(),
            span: name.span,
        });
    }

    /// The type with this name, or an error at the name.
    pub(super) fn known_type(&mut self, name: &QualifiedName) -> Option<Ty> {
        let found = self
            .catalog
            .find_type(name.schema.as_deref(), &name.name.text);
        if found.is_none() {
            let enums = self
                .catalog
                .enums
                .iter()
                .filter(|found| found.source == EnumSource::Type)
                .map(|found| found.name.as_str());
            let domains = self.catalog.domains.iter().map(|found| found.name.as_str());
            let composites = self
                .catalog
                .composites
                .iter()
                .map(|found| found.name.as_str());
            let known = enums.chain(domains).chain(composites);
            let near = nearest(&name.name.text, known).map(str::to_owned);
            let diagnostic = Diagnostic::error(
                "unknown-type",
                format!("there is no type `{}`", name.shown()),
            )
            .at(name.span, "unknown type");
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        found
    }

    /// Reports a type that is not understood.
    pub(super) fn unknown_type(&mut self, error: TypeError, span: Span) {
        let diagnostic = Diagnostic::error("unknown-type", error.message).at(span, "unknown type");
        self.diagnostics.push(match error.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }

    /// Where a type of the schema is written.
    fn type_place(&self, ty: &Ty) -> Option<Span> {
        match ty {
            Ty::Enum(id) => Some(self.catalog.enum_(*id).span),
            Ty::Domain(id) => Some(self.catalog.domain(*id).name_span),
            Ty::Composite(CompositeId::Type(at)) => {
                Some(self.catalog.composites[*at as usize].name_span)
            }
            Ty::Composite(CompositeId::Table(id)) => Some(self.catalog.table(*id).name_span),
            Ty::Other(name) => self
                .catalog
                .ranges
                .iter()
                .find(|range| range.name == *name || range.multirange == *name)
                .map(|range| range.span)
                .or_else(|| {
                    let mut base_types = self.catalog.base_types.iter();
                    Some(base_types.find(|own| own.name == *name)?.span)
                }),
            _ => None,
        }
    }

    /// The schema and the name that a type has, to be changed.
    fn type_name_mut(&mut self, ty: &Ty) -> Option<(&mut Option<String>, &mut String)> {
        match ty {
            Ty::Enum(id) => {
                let found = &mut self.catalog.enums[id.0 as usize];
                Some((&mut found.schema, &mut found.name))
            }
            Ty::Domain(id) => {
                let found = &mut self.catalog.domains[id.0 as usize];
                Some((&mut found.schema, &mut found.name))
            }
            Ty::Composite(CompositeId::Type(at)) => {
                let found = &mut self.catalog.composites[*at as usize];
                Some((&mut found.schema, &mut found.name))
            }
            _ => None,
        }
    }

    /// `RENAME TO`.
    pub(super) fn rename_type(&mut self, ty: &Ty, new: &str) {
        let Some((schema, name)) = self.type_name_mut(ty) else {
            return;
        };
        let schema = schema.clone();
        let old = std::mem::replace(name, new.to_owned());
        self.catalog.remove_type_name(&old, ty);
        self.catalog
            .add_type_name(schema.as_deref(), new, ty.clone());
        self.write_type_anew(ty);
    }

    /// What the columns and domains of a type say of it follows its name.
    fn write_type_anew(&mut self, ty: &Ty) {
        let dialect = self.dialect;
        let is_of = |one: &Ty| one == ty || matches!(one, Ty::Array(element) if **element == *ty);
        let text_of = |catalog: &super::Catalog, one: &Ty| dialect.type_name(catalog, one);
        for table in 0..self.catalog.tables.len() {
            for column in 0..self.catalog.tables[table].columns.len() {
                let of = &self.catalog.tables[table].columns[column].ty;
                if is_of(of) {
                    let text = text_of(&self.catalog, of);
                    self.catalog.tables[table].columns[column].type_text = text;
                }
            }
        }
        for domain in 0..self.catalog.domains.len() {
            let of = &self.catalog.domains[domain].base;
            if is_of(of) {
                let text = text_of(&self.catalog, of);
                self.catalog.domains[domain].type_text = text;
            }
        }
    }

    /// `SET SCHEMA`.
    pub(super) fn move_type(&mut self, ty: &Ty, to: &Name) {
        self.check_schema(to);
        let Some((schema, name)) = self.type_name_mut(ty) else {
            return;
        };
        *schema = Some(to.text.clone());
        let name = name.clone();
        self.catalog.remove_type_name(&name, ty);
        self.catalog
            .add_type_name(Some(&to.text), &name, ty.clone());
        self.write_type_anew(ty);
    }

    /// `DROP TYPE`, `DROP DOMAIN`.
    pub(super) fn drop_type(&mut self, name: &QualifiedName, if_exists: bool, cascade: bool) {
        let found = self
            .catalog
            .find_type(name.schema.as_deref(), &name.name.text);
        if if_exists && found.is_none() {
            return;
        }
        let Some(ty) = self.known_type(name) else {
            return;
        };
        match self.user_of(&ty) {
            Some(span) if !cascade => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "dropped-in-use",
                        format!("`{}` is dropped, but still in use", name.shown()),
                    )
                    .at(name.span, "dropped here")
                    .also(span, "used here")
                    .help("drop or change the columns before"),
                );
            }
            _ => self.remove_type_and_users(&ty),
        }
    }

    /// The types of a schema, those that stand on others first.
    pub(super) fn types_in(&self, schema: &str) -> Vec<Ty> {
        let here = |own: &Option<String>| own.as_deref() == Some(schema);
        let composites = (0_u32..)
            .zip(&self.catalog.composites)
            .filter(|(_, found)| here(&found.schema))
            .map(|(at, _)| Ty::Composite(CompositeId::Type(at)));
        let domains = self.catalog.domains.iter().rev();
        let domains = domains
            .filter(|found| here(&found.schema))
            .map(|found| Ty::Domain(found.id));
        let ranges = self.catalog.ranges.iter();
        let ranges = ranges
            .filter(|found| here(&found.schema))
            .map(|found| Ty::Other(found.name.clone()));
        let enums = self.catalog.enums.iter();
        let enums = enums
            .filter(|found| here(&found.schema) && found.source == EnumSource::Type)
            .map(|found| Ty::Enum(found.id));
        let base_types = self.catalog.base_types.iter();
        let base_types = base_types
            .filter(|found| here(&found.schema))
            .map(|found| Ty::Other(found.name.clone()));
        composites
            .chain(domains)
            .chain(base_types)
            .chain(ranges)
            .chain(enums)
            .collect()
    }

    /// CASCADE: the columns and fields of a type go with it, and so do the domains made of it.
    pub(super) fn remove_type_and_users(&mut self, ty: &Ty) {
        let column = |replay: &Self| {
            let mut columns = replay
                .catalog
                .tables
                .iter()
                .flat_map(|table| &table.columns);
            columns
                .find(|column| uses(&column.ty, ty))
                .map(|column| column.id)
        };
        while let Some(found) = column(self) {
            let table = self.catalog.table(found.table);
            if table.kind == super::TableKind::View {
                self.remove_table(found.table);
            } else {
                self.remove_column(found.table, found.index);
            }
        }
        for composite in &mut self.catalog.composites {
            composite.fields.retain(|field| !uses(&field.ty, ty));
        }
        let domains: Vec<Ty> = self
            .catalog
            .domains
            .iter()
            .filter(|domain| !self.dropped.domains.contains(&domain.id) && uses(&domain.base, ty))
            .map(|domain| Ty::Domain(domain.id))
            .collect();
        for domain in domains {
            self.remove_type_and_users(&domain);
        }
        self.remove_type(ty);
    }

    fn remove_type(&mut self, ty: &Ty) {
        if let Some((_, name)) = self.type_name_mut(ty) {
            let name = name.clone();
            self.catalog.remove_type_name(&name, ty);
        }
        match ty {
            Ty::Enum(id) => self.remove_enum(*id),
            Ty::Domain(id) => {
                self.dropped.domains.insert(*id);
            }
            Ty::Composite(CompositeId::Type(at)) => {
                self.catalog.composites[*at as usize].fields.clear();
                self.dropped.composites.insert(*at);
            }
            Ty::Other(name) => {
                let ranges = &mut self.catalog.ranges;
                ranges.retain(|range| range.name != *name);
                self.catalog.base_types.retain(|own| own.name != *name);
                self.catalog.remove_type_name(name, ty);
            }
            _ => {}
        }
    }

    /// The place of something that is of a type.
    fn user_of(&self, ty: &Ty) -> Option<Span> {
        let mut columns = self.catalog.tables.iter().flat_map(|table| &table.columns);
        let column = columns
            .find(|column| uses(&column.ty, ty))
            .map(|column| column.span);
        let domain = || {
            (0_u32..)
                .zip(&self.catalog.domains)
                .filter(|(at, _)| !self.dropped.domains.contains(&DomainId(*at)))
                .find(|(_, domain)| uses(&domain.base, ty))
                .map(|(_, domain)| domain.name_span)
        };
        let field = || {
            let mut fields = self.catalog.composites.iter().flat_map(|one| &one.fields);
            fields
                .find(|field| uses(&field.ty, ty))
                .map(|field| field.span)
        };
        column.or_else(domain).or_else(field)
    }
}

/// Whether a type is another one, or an array of it.
fn uses(ty: &Ty, wanted: &Ty) -> bool {
    match ty {
        Ty::Array(element) => uses(element, wanted),
        other => other == wanted,
    }
}
