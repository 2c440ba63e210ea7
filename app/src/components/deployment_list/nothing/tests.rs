//! Each reason for an empty list has its own words and its own way on.

use super::*;
use crate::components::html_lines::html_lines;

#[track_caller]
fn check(query: &str, existing: u32, title: &str, href: &str) {
    let query = query.parse().unwrap();
    let html = html_lines(|| view! { <Nothing query existing/> });
    for part in [format!("<h2>{title}</h2>"), format!("href=\"{href}\"")] {
        assert!(html.contains(&part), "{part} is not in {html}");
    }
}

#[test]
fn says_why_and_leads_on() {
    check("", 0, "No deployments yet", "/workflows");
    check("status=paused", 0, "No deployments yet", "/workflows");
    check("status=online&sort=name", 3, "None online", "/deployments?sort=name");
    check("status=paused", 3, "None paused", "/deployments");
    check("q=x&status=paused", 3, "Nothing matches", "/deployments?status=paused");
    check("type=discord", 3, "Nothing matches", "/deployments");
}
