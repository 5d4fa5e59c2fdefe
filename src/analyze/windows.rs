//! Windows: their definitions, and whether a row's frame can be empty.
//!
//! In: the tree of OVER and WINDOW. Out: what is known of a window, and errors where the database refuses it.

use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, Ident, NamedWindowExpr, Select, Visit, Visitor, WindowFrameBound, WindowFrameUnits,
    WindowSpec, WindowType,
};

use super::cardinality;
use super::context::Analyzer;
use super::params::Kind;
use super::scope::Scope;
use crate::catalog::ColumnId;
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::Dialect;
use crate::source::Span;
use crate::ty::Ty;

/// A window of the WINDOW clause.
#[derive(Clone, Debug)]
pub(super) struct NamedWindow {
    name: String,
    window: Window,
    /// The base columns that its definition reads.
    columns: Vec<ColumnId>,
    /// The type of what it is ordered by, where that is a column.
    ordered: Option<Ty>,
}

/// How a frame's bounds are ordered: none may come before the one that it ends with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    First,
    Preceding,
    Current,
    Following,
    Last,
}

impl Bound {
    fn of(bound: &WindowFrameBound) -> Bound {
        match bound {
            WindowFrameBound::CurrentRow => Bound::Current,
            WindowFrameBound::Preceding(None) => Bound::First,
            WindowFrameBound::Preceding(Some(_)) => Bound::Preceding,
            WindowFrameBound::Following(Some(_)) => Bound::Following,
            WindowFrameBound::Following(None) => Bound::Last,
        }
    }
}

/// What is known of a window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    /// Whether a row's frame can be without rows.
    pub may_be_empty: bool,
    /// Whether a frame is written.
    pub framed: bool,
    /// How many expressions it is ordered by.
    pub order: usize,
}

impl Analyzer<'_> {
    /// The WINDOW clause, in order: one may be based on those before it.
    pub(super) fn named_windows(&mut self, select: &Select, scope: &mut Scope<'_>) {
        for definition in &select.named_window {
            let name = self.fold(&definition.0);
            let window = match &definition.1 {
                NamedWindowExpr::WindowSpec(spec) => {
                    let at = self.ident_place(&definition.0);
                    self.frame_of(spec, at, scope)
                }
                NamedWindowExpr::NamedWindow(other) => self.window_named(other, scope),
            };
            let columns = match &definition.1 {
                NamedWindowExpr::WindowSpec(spec) => self.columns_of_window(spec, scope),
                NamedWindowExpr::NamedWindow(other) => self.columns_of_named(other, scope),
            };
            let ordered = match &definition.1 {
                NamedWindowExpr::WindowSpec(spec) => self.ordered_by(spec, scope),
                NamedWindowExpr::NamedWindow(other) => self.ordered_by_named(other, scope),
            };
            let named = NamedWindow {
                name,
                window,
                columns,
                ordered,
            };
            scope.grouping.windows.push(named);
        }
    }

    /// The expressions of the WINDOW clause, read where PostgreSQL reads them.
    pub(super) fn window_definitions(&mut self, select: &Select, scope: &Scope<'_>) {
        for definition in &select.named_window {
            if let NamedWindowExpr::WindowSpec(spec) = &definition.1 {
                self.window_spec(spec, scope);
            }
        }
    }

    /// The base columns that a window's definition reads, by the names in it.
    fn columns_of_window(&self, spec: &WindowSpec, scope: &Scope<'_>) -> Vec<ColumnId> {
        struct Names<'a, 'p> {
            dialect: Dialect,
            scope: &'a Scope<'p>,
            found: Vec<ColumnId>,
        }
        impl Visitor for Names<'_, '_> {
            type Break = ();
            fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
                if let Some(slot) = cardinality::slot(self.dialect, self.scope, expr) {
                    self.found.extend(&self.scope.column(slot).origins);
                }
                ControlFlow::Continue(())
            }
        }
        let mut names = Names {
            dialect: self.dialect(),
            scope,
            found: Vec::new(),
        };
        let _ = spec.partition_by.visit(&mut names);
        let _ = spec.order_by.visit(&mut names);
        if let Some(base) = &spec.window_name {
            names.found.extend(self.columns_of_named(base, scope));
        }
        names.found
    }

    fn columns_of_named(&self, name: &Ident, scope: &Scope<'_>) -> Vec<ColumnId> {
        let folded = self.fold(name);
        let windows = &scope.grouping.windows;
        let found = windows.iter().find(|own| self.same(&own.name, &folded));
        found.map(|own| own.columns.clone()).unwrap_or_default()
    }

    /// The type of what a window is ordered by, where that is a column: its expressions are read later.
    fn ordered_by(&self, spec: &WindowSpec, scope: &Scope<'_>) -> Option<Ty> {
        let Some(first) = spec.order_by.first() else {
            return self.ordered_by_named(spec.window_name.as_ref()?, scope);
        };
        let slot = cardinality::slot(self.dialect(), scope, &first.expr)?;
        scope.column(slot).kind.ty().cloned()
    }

    fn ordered_by_named(&self, name: &Ident, scope: &Scope<'_>) -> Option<Ty> {
        let folded = self.fold(name);
        let windows = &scope.grouping.windows;
        let found = windows.iter().find(|own| self.same(&own.name, &folded))?;
        found.ordered.clone()
    }

    /// What OVER says, with its expressions; `at` is the call.
    pub(super) fn over(&mut self, over: &WindowType, at: Span, scope: &Scope<'_>) -> Window {
        let named = match over {
            WindowType::NamedWindow(name) => Some(name),
            WindowType::WindowSpec(spec) => spec.window_name.as_ref(),
        };
        if let Some(name) = named {
            let columns = self.columns_of_named(name, scope);
            self.beside.extend(columns);
        }
        match over {
            WindowType::NamedWindow(name) => self.window_named(name, scope),
            WindowType::WindowSpec(spec) => {
                self.window_spec(spec, scope);
                self.frame_of(spec, at, scope)
            }
        }
    }

    fn window_named(&mut self, name: &Ident, scope: &Scope<'_>) -> Window {
        let folded = self.fold(name);
        let windows = &scope.grouping.windows;
        if let Some(found) = windows.iter().find(|own| self.same(&own.name, &folded)) {
            return found.window;
        }
        let near = nearest(&folded, windows.iter().map(|own| own.name.as_str()));
        let mut diagnostic =
            Diagnostic::error("unknown-window", format!("there is no window `{folded}`"))
                .at(self.ident_place(name), "unknown window");
        diagnostic = match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("define it: WINDOW {folded} AS (..)")),
        };
        self.diagnostics.push(diagnostic);
        Window::default()
    }

    fn frame_of(&mut self, spec: &WindowSpec, at: Span, scope: &Scope<'_>) -> Window {
        let mut order = spec.order_by.len();
        if let Some(base) = &spec.window_name {
            let found = self.window_named(base, scope);
            if found.framed {
                let message = format!(
                    "the window `{}` has a frame and cannot be built on",
                    base.value
                );
                let at = self.ident_place(base);
                self.error("window-with-frame", message, at, "has a frame of its own");
            }
            order += found.order;
            let overridden = if !spec.partition_by.is_empty() {
                Some("PARTITION BY")
            } else if found.order > 0 && !spec.order_by.is_empty() {
                Some("ORDER BY")
            } else {
                None
            };
            if let Some(clause) = overridden {
                let message = format!(
                    "a window that is built on `{}` has no {clause} of its own",
                    base.value
                );
                let at = self.ident_place(base);
                self.error("window-overridden", message, at, "built on this window");
            }
        }
        self.check_frame(spec, order, at);
        let Some(frame) = &spec.window_frame else {
            return Window {
                order,
                ..Window::default()
            };
        };
        // A frame that reaches from before the current row to after it holds that row.
        let starts_before = !matches!(frame.start_bound, WindowFrameBound::Following(_));
        let ends_after = !matches!(frame.end_bound, Some(WindowFrameBound::Preceding(_)));
        Window {
            may_be_empty: !(starts_before && ends_after),
            framed: true,
            order,
        }
    }

    /// What no database takes of a frame: bounds in the wrong order, and distances without one thing that they are measured in.
    fn check_frame(&mut self, spec: &WindowSpec, order: usize, at: Span) {
        let Some(frame) = &spec.window_frame else {
            return;
        };
        let start = Bound::of(&frame.start_bound);
        let end = frame.end_bound.as_ref().map_or(Bound::Current, Bound::of);
        let measured = [start, end]
            .iter()
            .any(|bound| matches!(bound, Bound::Preceding | Bound::Following));
        let message = if start == Bound::Last {
            "a frame cannot start at UNBOUNDED FOLLOWING"
        } else if end == Bound::First {
            "a frame cannot end at UNBOUNDED PRECEDING"
        } else if start > end {
            "this frame would end before it starts"
        } else if frame.units == WindowFrameUnits::Range && measured && order != 1 {
            "RANGE with a distance needs exactly one expression in ORDER BY"
        } else if frame.units == WindowFrameUnits::Groups
            && order == 0
            && self.dialect().groups_need_order()
        {
            "GROUPS needs ORDER BY"
        } else {
            return;
        };
        self.error("malformed-frame", message, at, "this window");
    }

    fn window_spec(&mut self, spec: &WindowSpec, scope: &Scope<'_>) {
        let part = scope.grouping.part.get();
        scope
            .grouping
            .part
            .set(part.without_windows("a window's definition"));
        for expr in &spec.partition_by {
            let typed = self.expr(expr, scope);
            self.check_comparable(&typed, expr, false);
        }
        let mut order = None;
        for item in &spec.order_by {
            let typed = self.expr(&item.expr, scope);
            self.check_comparable(&typed, &item.expr, true);
            order.get_or_insert(typed.kind);
        }
        let base = spec.window_name.as_ref();
        let order = order.or_else(|| Some(Kind::Known(self.ordered_by_named(base?, scope)?)));
        if let Some(frame) = &spec.window_frame {
            for bound in [Some(&frame.start_bound), frame.end_bound.as_ref()] {
                let (Some(WindowFrameBound::Preceding(offset))
                | Some(WindowFrameBound::Following(offset))) = bound
                else {
                    continue;
                };
                if let Some(offset) = offset {
                    self.frame_offset(offset, frame.units, order.as_ref(), scope);
                }
            }
        }
        scope.grouping.part.set(part);
    }

    /// ROWS and GROUPS count; RANGE takes a distance of what the rows are ordered by.
    fn frame_offset(
        &mut self,
        offset: &Expr,
        units: WindowFrameUnits,
        order: Option<&Kind>,
        scope: &Scope<'_>,
    ) {
        let typed = self.expr(offset, scope);
        if typed.is_error() {
            return;
        }
        let given = typed.kind.ty();
        if units != WindowFrameUnits::Range {
            if let Some(given) = given
                && !self.dialect().can_assign(self.catalog, given, &Ty::Int64)
            {
                let message = format!("{units} takes a number, not {}", self.type_name(given));
                let at = self.statement.expr_span(offset);
                self.error("type-mismatch", message, at, "not a number");
            }
            self.give_type(&typed, &Ty::Int64, offset);
            return;
        }
        let open = self.dialect().open_result_type();
        let ordered = match order {
            Some(Kind::Known(ordered)) => ordered,
            Some(Kind::Unknown) => &open,
            _ => return,
        };
        match self.dialect().frame_distance(self.catalog, ordered, given) {
            Some(distance) => self.give_type(&typed, &distance, offset),
            None => {
                let ordered = self.type_name(ordered);
                let message = match given {
                    Some(given) => format!(
                        "{} is no distance between values of the type {ordered}",
                        self.type_name(given)
                    ),
                    None => format!("values of the type {ordered} have no distance"),
                };
                let at = self.statement.expr_span(offset);
                self.error("type-mismatch", message, at, "this distance");
            }
        }
    }
}
