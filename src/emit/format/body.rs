//! The bodies of functions, statement by statement.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{Arm, Block, Expr, ExprIf, ExprMatch, Local, Stmt};

use super::flat;
use super::layout::{self, Place, pad, width};
use super::{MAX_WIDTH, STEP};

/// The statements of a block and its closing brace, behind the opening one, which stands at `indent`.
pub(super) fn block(block: &Block, indent: usize) -> String {
    if block.stmts.is_empty() {
        return "}".to_owned();
    }
    let inner = indent + STEP;
    let statements: String = block
        .stmts
        .iter()
        .map(|one| format!("{}{}\n", pad(inner), statement(one, inner)))
        .collect();
    format!("\n{statements}{}}}", pad(indent))
}

fn statement(statement: &Stmt, indent: usize) -> String {
    match statement {
        Stmt::Local(local) => assignment(local, indent),
        Stmt::Expr(expression, semicolon) => {
            let end = if semicolon.is_some() { ";" } else { "" };
            format!("{}{end}", control(expression, indent, end.len()))
        }
        other => flat::text(&tokens(other)),
    }
}

fn assignment(local: &Local, indent: usize) -> String {
    let head = format!("let {} = ", flat::text(&tokens(&local.pat)));
    match local.init.as_ref().map(|init| &*init.expr) {
        Some(Expr::Match(one)) => {
            return format!("{head}{};", choice(one, indent, width(&head)));
        }
        Some(Expr::If(one)) => {
            return format!("{head}{};", branches(one, indent, width(&head)));
        }
        _ => {}
    }
    layout::assignment(&tokens(local), indent)
}

/// An expression that may have a block.
fn control(expression: &Expr, indent: usize, after: usize) -> String {
    match expression {
        Expr::ForLoop(one) => {
            let head = format!("for {} in", flat::text(&tokens(&one.pat)));
            let (values, inner) = (tokens(&one.expr), indent + STEP);
            let here = Place::behind(width(&head) + 1, indent, " {".len());
            let head = match layout::one_line(&values, here) {
                Some(values) => format!("{head} {values}"),
                None => {
                    let values = layout::expression(&values, Place::line(inner, 0));
                    format!("{head}\n{}{values}", pad(inner))
                }
            };
            format!("{}{}", opened(&head, indent), block(&one.body, indent))
        }
        Expr::If(one) => branches(one, indent, 0),
        Expr::Match(one) => choice(one, indent, 0),
        Expr::Assign(one) => {
            let text = layout::assignment(&tokens(one), indent);
            text.trim_end_matches(';').to_owned()
        }
        other => work(other, indent)
            .unwrap_or_else(|| layout::expression(&tokens(other), Place::line(indent, after))),
    }
}

/// `value.method(async |name| { .. }).await`: a call whose only argument is work.
fn work(expression: &Expr, indent: usize) -> Option<String> {
    let Expr::Await(awaited) = expression else {
        return None;
    };
    let Expr::MethodCall(call) = &*awaited.base else {
        return None;
    };
    let Some(Expr::Closure(closure)) = call.args.first().filter(|_| call.args.len() == 1) else {
        return None;
    };
    closure.asyncness?;
    let Expr::Block(work) = &*closure.body else {
        return None;
    };
    let receiver = flat::text(&tokens(&call.receiver));
    let inputs = flat::text(&tokens(&closure.inputs));
    let head = format!("{receiver}.{}(async |{inputs}| {{", call.method);
    let body = block(&work.block, indent);
    Some(format!("{head}{body})\n{}.await", pad(indent)))
}

/// `match value { .. }` behind something of a width.
fn choice(choice: &ExprMatch, indent: usize, before: usize) -> String {
    let place = Place::behind(before + "match ".len(), indent, " {".len());
    let value = layout::expression(&tokens(&choice.expr), place);
    let arms: String = choice
        .arms
        .iter()
        .map(|one| format!("{}{}\n", pad(indent + STEP), arm(one, indent + STEP)))
        .collect();
    format!("match {value} {{\n{arms}{}}}", pad(indent))
}

/// `if condition { .. } else { .. }` behind something of a width.
fn branches(one: &ExprIf, indent: usize, before: usize) -> String {
    let head = condition(&one.cond, indent, before);
    let then = block(&one.then_branch, indent);
    match one.else_branch.as_ref().map(|(_, branch)| &**branch) {
        None => format!("{head}{then}"),
        Some(Expr::Block(other)) => {
            format!("{head}{then} else {{{}", block(&other.block, indent))
        }
        Some(other) => format!("{head}{then} else {}", control(other, indent, 0)),
    }
}

/// `if condition {`, with the brace on its own line where the condition has several.
fn condition(condition: &Expr, indent: usize, before: usize) -> String {
    let head = match condition {
        Expr::Let(one) => {
            let head = format!("if let {} =", flat::text(&tokens(&one.pat)));
            layout::assigned(&head, &tokens(&one.expr), indent, " {".len())
        }
        other => {
            let place = Place::behind(before + "if ".len(), indent, 0);
            format!("if {}", layout::expression(&tokens(other), place))
        }
    };
    opened(&head, indent)
}

/// The head of a block and its brace, on a line of its own where the head has several.
fn opened(head: &str, indent: usize) -> String {
    let closes = head.lines().last().is_some_and(layout::is_closing);
    let is_full = indent + width(head) + " {".len() > MAX_WIDTH;
    if head.contains('\n') && !closes || !head.contains('\n') && is_full {
        format!("{head}\n{}{{", pad(indent))
    } else {
        format!("{head} {{")
    }
}

/// An arm whose body is one expression: on one line, else in a block, else broken where it stands.
fn arm(arm: &Arm, indent: usize) -> String {
    let head = format!("{} =>", flat::text(&tokens(&arm.pat)));
    let body = tokens(&arm.body);
    if let Expr::Block(one) = &*arm.body {
        return format!("{head} {{{}", block(&one.block, indent));
    }
    let same_line = Place::behind(width(&head) + 1, indent, 1);
    if let Some(body) = layout::one_line(&body, same_line) {
        return format!("{head} {body},");
    }
    let inner = indent + STEP;
    match layout::one_line(&body, Place::line(inner, 0)) {
        Some(body) => format!("{head} {{\n{}{body}\n{}}}", pad(inner), pad(indent)),
        None => format!("{head} {},", layout::expression(&body, same_line)),
    }
}

fn tokens(part: &impl ToTokens) -> Vec<TokenTree> {
    part.to_token_stream().into_iter().collect()
}
