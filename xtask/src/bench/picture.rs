//! The picture of a run: requests per second against the first service, as bars.

use std::fmt::Write as _;

use super::CONNECTIONS;
use super::contender::Contender;
use super::load::Request;
use super::report::Results;

const LABELS: f64 = 300.0;
const BARS: f64 = 420.0;
/// From one bar to the next, and from one group of them to the next.
const LINE: f64 = 18.0;
const GROUP: f64 = 34.0;
const TOP: f64 = 52.0;

/// An SVG in the colours of the page that shows it.
pub fn svg(results: &Results, chosen: &[&Contender]) -> String {
    let Some(first) = chosen.first() else {
        return String::new();
    };
    let ratio = |request: Request, one: &Contender| {
        let rate = |name| results.rate(name, request, CONNECTIONS[0]);
        Some(rate(one.name)? / rate(first.name)?)
    };
    let ratios = Request::ALL
        .iter()
        .flat_map(|request| chosen.iter().filter_map(move |one| ratio(*request, one)));
    let unit = BARS / ratios.fold(1.0, f64::max);
    let mut bars = String::new();
    let mut y = TOP;
    for request in Request::ALL {
        let name = request.name();
        let _ = writeln!(bars, "<text x=\"0\" y=\"{y}\" class=\"head\">{name}</text>");
        for one in chosen {
            let Some(ratio) = ratio(request, one) else {
                continue;
            };
            y += LINE;
            let class = if one.is_ours() { "ours" } else { "other" };
            let label = format!("{} ({})", one.made_of, one.database.title());
            let (at, top) = (LABELS - 8.0, y - 11.0);
            let (width, end) = (ratio * unit, LABELS + ratio * unit + 6.0);
            let _ = writeln!(
                bars,
                "<text x=\"{at}\" y=\"{y}\" text-anchor=\"end\">{label}</text>\
                 <rect x=\"{LABELS}\" y=\"{top}\" width=\"{width:.1}\" height=\"12\" class=\"{class}\"/>\
                 <text x=\"{end:.1}\" y=\"{y}\">{ratio:.2}</text>"
            );
        }
        y += GROUP;
    }
    let one = LABELS + unit;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {right} {bottom}\" role=\"img\" aria-label=\"{title}\">
<style>text {{ font: 12px sans-serif; fill: #444 }} .head {{ font-weight: bold }} .ours {{ fill: #0a7d5a }} .other {{ fill: #9aa4ad }}
line {{ stroke: #c33; stroke-dasharray: 3 3 }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #ccc }} .other {{ fill: #5c6670 }} }}</style>
<text x=\"0\" y=\"14\" class=\"head\">{title}</text>
<text x=\"{one:.1}\" y=\"{line_label}\" text-anchor=\"middle\">1.00</text>
<line x1=\"{one:.1}\" x2=\"{one:.1}\" y1=\"{line_top}\" y2=\"{line_bottom}\"/>
{bars}</svg>\n",
        right = LABELS + BARS + 60.0,
        bottom = y - GROUP + 12.0,
        title = format!(
            "Requests per second over {} connections; {} is 1.00",
            CONNECTIONS[0], first.made_of
        ),
        line_label = TOP - 12.0,
        line_top = TOP - 6.0,
        line_bottom = y - GROUP + 6.0,
    )
}
