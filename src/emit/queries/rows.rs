//! The rows of queries: their structs, and how they are decoded.

use super::Function;
use crate::emit::docs;
use crate::emit::models::{FieldView, StructView, serde_attributes};
use crate::service::{NestModel, NestedRow, RowField, RowGroup, RowModel};
use crate::ty::Ty;

/// A row with its columns in order.
pub(super) struct DecodedView {
    pub(super) structure: StructView,
    /// What a decoder gives: `Self`, or a parent with its child.
    pub(super) decoded: String,
    /// What each field is made of: `name: row.get(0)?`.
    pub(super) values: Vec<String>,
    /// How the child of the row is decoded, where rows are gathered.
    pub(super) child: Option<String>,
    /// The decoders of groups that can be absent.
    pub(super) decoders: Vec<DecoderView>,
}

/// The function that makes a shape of a row.
pub(super) struct ShapedView {
    pub(super) name: String,
    pub(super) model: String,
    /// What each field is made of: `name: row.get(0)?`.
    pub(super) values: Vec<String>,
}

/// The decoder of a group of columns.
pub(super) struct DecoderView {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) value: String,
}

impl Function<'_, '_, '_> {
    /// The structs of a row: the row's own, after the one of its children where they have one.
    pub(super) fn rows(&mut self, row: &RowModel) -> Vec<DecodedView> {
        let Some(name) = row.name.clone().filter(|_| row.shape.is_none()) else {
            return Vec::new();
        };
        self.scope.driver(&["Row"]);
        let mut views: Vec<DecodedView> = Vec::new();
        if let Some(nest) = &row.nest
            && let NestedRow::Own(child) = &nest.child
        {
            views.push(self.child(row, nest, child));
        }
        views.push(self.row(row, name));
        views
    }

    /// The decoder of rows that are a shape.
    pub(super) fn shaped(&mut self, row: &RowModel) -> Option<ShapedView> {
        let (shape, name) = (row.shape.as_ref()?, row.name.as_ref()?);
        self.scope.driver(&["Row"]);
        let fields = row.fields.iter().enumerate();
        Some(ShapedView {
            name: shape.decoder.clone(),
            model: self.scope.model(name),
            values: fields
                .map(|(at, field)| format!("{}: row.get({at})?", field.rust))
                .collect(),
        })
    }

    fn row(&mut self, row: &RowModel, name: String) -> DecodedView {
        let (mut fields, mut values, mut decoders) = (Vec::new(), Vec::new(), Vec::new());
        for (at, field) in row.fields.iter().enumerate() {
            if row
                .nest
                .as_ref()
                .is_some_and(|nest| nest.columns.contains(&at))
            {
                continue;
            }
            if let Some(group) = row.group_of(at) {
                if group.first == at {
                    let (field, value) = self.group(group, &mut decoders);
                    values.push(format!("{}: {value}", group.rust));
                    fields.push(field);
                }
                continue;
            }
            values.push(format!("{}: row.get({at})?", field.rust));
            fields.push(self.field(row, field));
        }
        let mut view = DecodedView {
            structure: self.structure(row, name, fields),
            decoded: "Self".to_owned(),
            values,
            child: None,
            decoders,
        };
        if let Some(nest) = &row.nest {
            self.add_children(row, nest, &mut view);
        }
        view
    }

    fn structure(&mut self, row: &RowModel, name: String, fields: Vec<FieldView>) -> StructView {
        let derive = if row.answered {
            self.scope.import("serde", "Serialize");
            "#[derive(Clone, Debug, PartialEq, Serialize)]"
        } else {
            "#[derive(Clone, Debug, PartialEq)]"
        };
        StructView {
            fields,
            doc: vec![format!(
                "A row of {}.",
                docs::code(&self.function.query_name)
            )],
            attributes: vec![derive.to_owned()],
            name,
        }
    }

    fn field(&mut self, row: &RowModel, field: &RowField) -> FieldView {
        FieldView {
            doc: field_doc(field),
            attributes: if row.answered {
                serde_attributes(&field.rust, &field.json, field.shown_type())
            } else {
                Vec::new()
            },
            name: field.rust.clone(),
            ty: self
                .scope
                .held_or_null(&field.ty, field.own.as_ref(), field.nullable),
        }
    }

    /// The struct of the children that a parent gathers.
    fn child(&mut self, row: &RowModel, nest: &NestModel, name: &str) -> DecodedView {
        let (mut fields, mut values) = (Vec::new(), Vec::new());
        for at in &nest.columns {
            let field = &row.fields[*at];
            values.push(format!("{}: row.get({at})?", field.rust));
            fields.push(self.field(row, field));
        }
        let mut structure = self.structure(row, name.to_owned(), fields);
        structure.doc = vec![format!(
            "A row of {} in {}.",
            docs::code(&nest.table),
            docs::code(&self.function.query_name)
        )];
        DecodedView {
            structure,
            decoded: "Self".to_owned(),
            values,
            child: None,
            decoders: Vec::new(),
        }
    }

    /// The field of a parent for its children, and the decoder of both.
    fn add_children(&mut self, row: &RowModel, nest: &NestModel, view: &mut DecodedView) {
        let (child, decoder) = match &nest.child {
            NestedRow::Own(name) => (name.clone(), format!("{name}::decode")),
            NestedRow::Group(at) => {
                let group = &row.groups[*at];
                let (model, value) = self.group_value(group);
                let name = format!("decode_{}", plain(&group.rust));
                view.decoders.push(DecoderView {
                    name: name.clone(),
                    ty: model.clone(),
                    value,
                });
                (model, format!("Self::{name}"))
            }
        };
        view.values.push(format!("{}: Vec::new()", nest.rust));
        view.structure.fields.push(FieldView {
            doc: vec![format!("The rows of {} below it.", docs::code(&nest.table))],
            attributes: if row.answered {
                serde_attributes(&nest.rust, &nest.json, &Ty::Int32)
            } else {
                Vec::new()
            },
            name: nest.rust.clone(),
            ty: format!("Vec<{child}>"),
        });
        view.decoded = format!("(Self, Option<{child}>)");
        view.child = Some(match nest.present {
            Some(present) => format!("row.unless_null(&[{present}], {decoder})?"),
            None => format!("Some({decoder}(row)?)"),
        });
    }

    /// A row of a table inside of the row: its field, and what it is made of.
    fn group(&mut self, group: &RowGroup, decoders: &mut Vec<DecoderView>) -> (FieldView, String) {
        let resource = &self.scope.service.resources[group.resource];
        let (model, value) = self.group_value(group);
        let doc = vec![format!("A row of {}.", docs::code(&resource.table_name))];
        let field = |ty: String, doc: Vec<String>| FieldView {
            doc,
            attributes: Vec::new(),
            name: group.rust.clone(),
            ty,
        };
        let Some(present) = &group.present else {
            return (field(model, doc), value);
        };
        let decoder = format!("decode_{}", plain(&group.rust));
        let columns: Vec<String> = present.iter().map(usize::to_string).collect();
        let call = format!(
            "row.unless_null(&[{}], Self::{decoder})?",
            columns.join(", ")
        );
        decoders.push(DecoderView {
            name: decoder,
            ty: model.clone(),
            value,
        });
        let value = call;
        let doc = vec![format!(
            "A row of {}, where the join finds one.",
            docs::code(&resource.table_name)
        )];
        (field(format!("Option<{model}>"), doc), value)
    }

    /// The model of a group, and a value of it made of the row.
    fn group_value(&mut self, group: &RowGroup) -> (String, String) {
        let resource = &self.scope.service.resources[group.resource];
        let model = self.scope.model(&resource.row);
        let parts: Vec<String> = group
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                let name = &resource.fields[*field].rust;
                format!("{name}: row.get({})?", group.first + at)
            })
            .collect();
        let value = format!("{model} {{ {} }}", parts.join(", "));
        (model, value)
    }
}

/// What a field of a row says of its column.
pub(super) fn field_doc(field: &RowField) -> Vec<String> {
    match &field.column {
        Some(column) => docs::introduced(column, &field.doc),
        None => docs::introduced(&field.json, &field.doc),
    }
}

/// A name without the mark of a keyword.
pub(super) fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}
