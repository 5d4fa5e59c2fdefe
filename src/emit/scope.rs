//! A generated file while its parts are put together: what it imports, and how types are written in it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::format::version_order;
use super::types::{self, Lent, RustType};
use crate::catalog::{CompositeId, EnumId};
use crate::dialect::Dialect;
use crate::service::{OwnType, Service};
use crate::ty::Ty;

/// A file.
pub(super) struct Scope<'a> {
    /// What is printed.
    pub(super) service: &'a Service,
    /// The database that code is generated for.
    pub(super) target: Dialect,
    /// What stands before the generated modules: `crate`, or `super::super`.
    root: &'static str,
    /// Whether the file is one of the models.
    in_models: bool,
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Scope<'a> {
    /// A file outside of the models.
    pub(super) fn new(service: &'a Service, target: Dialect, root: &'static str) -> Scope<'a> {
        Scope {
            service,
            target,
            root,
            in_models: false,
            imports: BTreeMap::new(),
        }
    }

    /// A file of the models.
    pub(super) fn of_models(service: &'a Service, target: Dialect) -> Scope<'a> {
        Scope {
            in_models: true,
            ..Scope::new(service, target, "super")
        }
    }

    /// Imports a name of a module.
    pub(super) fn import(&mut self, module: &str, name: &str) {
        let names = self.imports.entry(module.to_owned()).or_default();
        names.insert(name.to_owned());
    }

    /// Imports names of the runtime.
    pub(super) fn runtime(&mut self, names: &[&str]) {
        for name in names {
            self.import("rowtype_runtime", name);
        }
    }

    /// Imports names of the runtime's module for the driver.
    pub(super) fn driver(&mut self, names: &[&str]) {
        let module = format!("rowtype_runtime::{}", self.target.protocol());
        for name in names {
            self.import(&module, name);
        }
    }

    /// The type that stands for the driver, imported: `Sqlite`.
    pub(super) fn driver_type(&mut self) -> String {
        let mut name = self.target.protocol().to_owned();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.driver(&[&name]);
        name
    }

    /// A model, by its type's name.
    pub(super) fn model(&mut self, name: &str) -> String {
        if self.in_models {
            self.import("super", name);
            return name.to_owned();
        }
        self.import(self.root, "models");
        format!("models::{name}")
    }

    /// Names that the file defines itself, which are not imported.
    pub(super) fn defines<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        if let Some(imported) = self.imports.get_mut("super") {
            for name in names {
                imported.remove(name);
            }
        }
        self.imports.retain(|_, names| !names.is_empty());
    }

    /// A type as a value of it is held: `String`.
    pub(super) fn owned(&mut self, ty: &Ty) -> String {
        let rust = self.rust_type(ty);
        self.write(&rust)
    }

    /// A column's type as a value of it is held: the one that somebody chose, or the default.
    pub(super) fn held(&mut self, ty: &Ty, own: Option<&OwnType>) -> String {
        match own {
            Some(own) if own.json => format!("rowtype_runtime::Json<{}>", own.path),
            Some(own) => own.path.clone(),
            None => self.owned(ty),
        }
    }

    /// The same, or an option of it.
    pub(super) fn held_or_null(
        &mut self,
        ty: &Ty,
        own: Option<&OwnType>,
        nullable: bool,
    ) -> String {
        let held = self.held(ty, own);
        if nullable {
            format!("Option<{held}>")
        } else {
            held
        }
    }

    /// A type as a value of it is lent: `&str`, with a lifetime where one is given; what is copied stays as it is.
    pub(super) fn lent(&mut self, ty: &Ty, lifetime: &str) -> String {
        let space = if lifetime.is_empty() { "" } else { " " };
        let rust = self.rust_type(ty);
        match &rust {
            RustType::Plain(mapping) => match mapping.lent {
                Lent::Copied => self.write(&rust),
                Lent::As(lent) => {
                    self.write(&rust);
                    format!("&{lifetime}{space}{lent}")
                }
            },
            RustType::Array(element) => {
                let element = self.write(element);
                format!("&{lifetime}{space}[{element}]")
            }
            RustType::Enum(_) | RustType::Composite(_) | RustType::Range(_) => {
                let held = self.write(&rust);
                match rust.is_copy() {
                    true => held,
                    false => format!("&{lifetime}{space}{held}"),
                }
            }
        }
    }

    /// Whether values of a type are copied.
    pub(super) fn is_copy(&self, ty: &Ty) -> bool {
        self.rust_type(ty).is_copy()
    }

    /// Whether a value that is lent is another type than the one that is held.
    pub(super) fn derefs(&self, ty: &Ty) -> bool {
        self.rust_type(ty).derefs()
    }

    /// A value of this type as it is bound: `&body.name`.
    pub(super) fn bound(&mut self, ty: &Ty, own: Option<&OwnType>, value: &str) -> String {
        if *ty != Ty::Numeric || own.is_some() || !self.target.rounds_decimals() {
            return format!("&{value}");
        }
        self.driver(&["AsNumeric"]);
        format!("&AsNumeric(&{value})")
    }

    /// The declarations of all that was imported, in the order of `rustfmt`.
    pub(super) fn imports(&self) -> Vec<String> {
        let mut imports: Vec<(&String, Vec<&String>)> = self
            .imports
            .iter()
            .map(|(module, names)| {
                let mut names: Vec<&String> = names.iter().collect();
                names.sort_by(|one, other| version_order(one, other));
                (module, names)
            })
            .collect();
        imports.sort_by(|one, other| order(one, other));
        imports
            .into_iter()
            .map(|(module, names)| match names.as_slice() {
                [only] => format!("use {module}::{only};"),
                names => {
                    let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
                    format!("use {module}::{{{}}};", names.join(", "))
                }
            })
            .collect()
    }

    /// What a type is in Rust. [`super::check`] has found that there is one.
    fn rust_type(&self, ty: &Ty) -> RustType {
        types::rust_type(ty, self.target).unwrap_or_else(types::any)
    }

    fn write(&mut self, rust: &RustType) -> String {
        match rust {
            RustType::Plain(mapping) => {
                for (module, name) in mapping.imports {
                    self.import(module, name);
                }
                mapping.name.to_owned()
            }
            RustType::Enum(id) => {
                let name = self.enum_name(*id);
                self.model(&name)
            }
            RustType::Composite(at) => {
                let ty = Ty::Composite(CompositeId::Type(*at));
                let model = self.service.composite(&ty);
                let name = model.map_or_else(String::new, |model| model.name.clone());
                self.model(&name)
            }
            RustType::Array(element) => {
                let element = self.write(element);
                format!("Vec<{element}>")
            }
            RustType::Range(of) => {
                self.runtime(&["Range"]);
                let of = self.write(of);
                format!("Range<{of}>")
            }
        }
    }

    fn enum_name(&self, id: EnumId) -> String {
        let model = self.service.enums.iter().find(|model| model.id == id);
        model.map_or_else(String::new, |model| model.name.clone())
    }
}

/// Imports of this crate come last; among the others, a list of names stands behind every path that goes on.
fn order(one: &(&String, Vec<&String>), other: &(&String, Vec<&String>)) -> Ordering {
    let is_ours = |module: &str| module.starts_with("crate") || module.starts_with("super");
    let path = |(module, names): &(&String, Vec<&String>)| -> Vec<String> {
        let mut path: Vec<String> = module.split("::").map(str::to_owned).collect();
        path.push(match names.as_slice() {
            [only] => (*only).clone(),
            _ => "{".to_owned(),
        });
        path
    };
    let by_path = || {
        let (one, other) = (path(one), path(other));
        let pairs = one.iter().zip(&other);
        let first = pairs
            .map(|(a, b)| version_order(a, b))
            .find(|order| order.is_ne());
        first.unwrap_or_else(|| one.len().cmp(&other.len()))
    };
    is_ours(one.0).cmp(&is_ours(other.0)).then_with(by_path)
}
