//! The picture of a run: requests per second against the first service, as bars.

use std::fmt::Write as _;

use super::CONNECTIONS;
use super::contender::Contender;
use super::load::Request;
use super::report::Results;

const LABELS: f64 = 250.0;
const BARS: f64 = 420.0;
const LINE: f64 = 18.0;
const GROUP: f64 = 30.0;

/// An SVG in the colours of the page that shows it.
pub fn svg(results: &Results, chosen: &[&Contender]) -> String {
    let Some(first) = chosen.first() else {
        return String::new();
    };
    let ratio = |request: Request, one: &Contender| {
        let rate = |name| {
            results.median(name, request, CONNECTIONS[0], |figure| {
                figure.measured.per_second
            })
        };
        Some(rate(one.name)? / rate(first.name)?)
    };
    let ratios = Request::ALL
        .iter()
        .flat_map(|request| chosen.iter().filter_map(move |one| ratio(*request, one)));
    let most = ratios.fold(1.0, f64::max);
    let mut bars = String::new();
    let mut y = 20.0;
    for request in Request::ALL {
        let _ = writeln!(
            bars,
            "<text x=\"0\" y=\"{y}\" class=\"head\">{}</text>",
            request.name()
        );
        for one in chosen {
            let Some(ratio) = ratio(request, one) else {
                continue;
            };
            y += LINE;
            let class = match one.made_of {
                "rowtype" => "ours",
                _ => "other",
            };
            let width = BARS * ratio / most;
            let _ = writeln!(
                bars,
                "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{} ({})</text><rect x=\"{LABELS}\" y=\"{}\" width=\"{width:.1}\" height=\"12\" class=\"{class}\"/><text x=\"{:.1}\" y=\"{y}\">{ratio:.2}</text>",
                LABELS - 8.0,
                one.made_of,
                one.database.name(),
                y - 11.0,
                LABELS + width + 6.0,
            );
        }
        y += GROUP;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {y}\" role=\"img\" aria-label=\"Requests per second against the first service\">
<style>text {{ font: 12px sans-serif; fill: #444 }} .head {{ font-weight: bold }} .ours {{ fill: #0a7d5a }} .other {{ fill: #9aa4ad }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #ccc }} .other {{ fill: #5c6670 }} }}</style>
{bars}</svg>\n",
        LABELS + BARS + 60.0
    )
}
