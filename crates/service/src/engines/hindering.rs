//! The words for what keeps a graph from running: what is in the way, and what to do.

use super::Hindered;
use domain::{Excerpt, Hindrance, HindranceKind, Problem};
use engine::{Validation, conversion::ConversionError};

fn hindered(kind: HindranceKind, words: &str, problems: Vec<Problem>) -> Box<Hindered> {
    Box::new(Hindered { hindrance: Hindrance { kind, words: Excerpt::of(words) }, problems })
}

/// No engine knows all of its node types.
pub(super) fn unknown_types(unknown: &[String], has_comfyui: bool) -> Box<Hindered> {
    let what_to_do = if has_comfyui {
        "install them on the ComfyUI server (one graph runs on one engine: Brine's own node types and ComfyUI's cannot be mixed)"
    } else {
        "start Brine with --comfyui and the address of a ComfyUI server that knows them"
    };
    let names = unknown.join(", ");
    let problems = unknown.iter().map(|name| Problem {
        node: None,
        input: None,
        code: "unknown_node_type".to_owned(),
        message: format!("no engine knows the node type {name}"),
    });
    let words = format!("no engine knows {names}; {what_to_do}");
    hindered(HindranceKind::UnknownTypes, &words, problems.collect())
}

/// Its engine finds it invalid.
pub(super) fn invalid(validation: &Validation) -> Box<Hindered> {
    let problems = problems(validation);
    let first = problems.first().map(|it| it.message.as_str()).unwrap_or_default();
    let words = match problems.len() {
        0 | 1 => format!("its graph cannot be run: {first}"),
        many => format!("its graph cannot be run: {first}; and {} more", many - 1),
    };
    hindered(HindranceKind::InvalidGraph, &words, problems)
}

/// It is no graph at all.
pub(super) fn unreadable(why: &str) -> Box<Hindered> {
    hindered(HindranceKind::InvalidGraph, &format!("its graph cannot be read: {why}"), Vec::new())
}

/// It would have to be converted, and nobody can.
pub(super) fn ui_format() -> Box<Hindered> {
    let words = "its graph is in ComfyUI's UI format; export it in API format, or start Brine with --comfyui";
    hindered(HindranceKind::UiFormat, words, Vec::new())
}

/// It could not be converted.
pub(super) fn not_converted(error: ConversionError) -> Box<Hindered> {
    match error {
        ConversionError::NotAnExport(why) => unreadable(&why),
        ConversionError::Blocked { unknown_types: unknown, .. } if !unknown.is_empty() => unknown_types(&unknown, true),
        ConversionError::Blocked { problems, .. } => {
            let first = problems.first().map(|it| it.message.as_str()).unwrap_or_default();
            let words = format!("its graph cannot be turned into API format: {first}");
            hindered(HindranceKind::InvalidGraph, &words, problems)
        }
    }
}

/// Who could say does not answer.
pub(super) fn away(why: &str) -> Box<Hindered> {
    hindered(HindranceKind::EngineAway, why, Vec::new())
}

/// Everything that an engine finds wrong with a graph.
pub(super) fn problems(validation: &Validation) -> Vec<Problem> {
    let whole = validation.error.iter().filter(|_| validation.node_errors.is_empty()).map(|it| Problem {
        node: None,
        input: None,
        code: it.code.to_string(),
        message: words(None, it),
    });
    let nodes = validation.node_errors.iter().flat_map(|(id, node)| {
        node.errors.iter().map(move |it| Problem {
            node: Some(id.to_string()),
            input: it.extra_info.get("input_name").and_then(|name| name.as_str()).map(str::to_owned),
            code: it.code.to_string(),
            message: words(Some((id.as_str(), &node.class_type)), it),
        })
    });
    whole.chain(nodes).collect()
}

fn words(node: Option<(&str, &str)>, problem: &engine::validation::Problem) -> String {
    let what = match (&*problem.code, problem.details.as_str()) {
        // ComfyUI's words for it name the fault and not the way out.
        ("prompt_no_outputs", _) => "it has no output: add a node that shows or keeps what the graph makes, \
            as SaltOutput, PreviewAny or SaveImage do"
            .to_owned(),
        (_, "") => problem.message.clone(),
        (_, details) => format!("{}: {details}", problem.message),
    };
    node.map_or(what.clone(), |(id, class)| format!("node {id} ({class}): {what}"))
}
