//! What came of an execution: texts, values, pictures and files by the outputs' names.

use crate::state::{duration_words::size, pretty_json::pretty};
use domain::{Artefact, ExecutionId, Output, OutputValue};
use leptos::prelude::*;

/// The outputs, each under its name.
#[component]
pub(crate) fn ExecutionOutputs(
    /// Of which execution.
    id: ExecutionId,
    /// What came of it.
    outputs: Vec<Output>,
) -> impl IntoView {
    let one = move |Output { name, values }: Output| {
        let values = values.into_iter().map(|it| view! { <dd>{value(id, &name, it)}</dd> }).collect_view();
        view! { <dt><bdi>{name.clone()}</bdi></dt> {values} }
    };
    view! { <dl class="outputs">{outputs.into_iter().map(one).collect_view()}</dl> }
}

fn value(id: ExecutionId, name: &str, value: OutputValue) -> AnyView {
    match value {
        OutputValue::Text(text) => view! { <pre class="outputs__text" tabindex="0">{text}</pre> }.into_any(),
        OutputValue::Json(json) => {
            view! { <pre class="outputs__text outputs__text--json" tabindex="0">{pretty(&json)}</pre> }.into_any()
        }
        OutputValue::File(file) => artefact(id, name, file),
    }
}

fn artefact(id: ExecutionId, name: &str, file: Artefact) -> AnyView {
    let address = file.path(id);
    let about = [&*file.media_type, ", ", &size(file.bytes)].concat();
    if file.media_type.starts_with("image/") {
        let alternative = ["Picture ", name].concat();
        view! {
            <a class="outputs__picture" href=address rel="external">
                <img src=address.clone() alt=alternative loading="lazy"/>
            </a>
            <span class="quiet">{about}</span>
        }
        .into_any()
    } else {
        view! { <a href=address rel="external" download="">"Download"</a> " " <span class="quiet">{about}</span> }
            .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{components::html_lines::html_lines, state::sample_execution::succeeded};

    #[test]
    fn each_value_is_shown_as_what_it_is() {
        let detail = succeeded();
        let html = html_lines(|| view! { <ExecutionOutputs id=detail.execution.id outputs=detail.outputs/> });
        insta::assert_snapshot!(html);
    }
}
