//! What is known of a workflow besides its name: revision, format, nodes, problems, when it changed.

use crate::{components::relative_time::RelativeTime, state::import_outcome::problem_count};
use domain::Workflow;
use leptos::prelude::*;

/// One line of facts.
#[component]
pub(crate) fn WorkflowMeta(
    /// The workflow as it is saved.
    workflow: Workflow,
) -> impl IntoView {
    let nodes =
        if workflow.nodes == 1 { "1 node".to_owned() } else { [&workflow.nodes.to_string(), " nodes"].concat() };
    let problems = (workflow.problems > 0).then(|| {
        view! { <li class="workflow-meta__fact workflow-meta__fact--problems">{problem_count(workflow.problems)}</li> }
    });
    view! {
        <ul class="workflow-meta" role="list">
            <li class="workflow-meta__fact">"Revision " {workflow.revision.to_string()}</li>
            <li class="workflow-meta__fact">{workflow.format.label()}</li>
            <li class="workflow-meta__fact">{nodes}</li>
            {problems}
            <li class="workflow-meta__fact">"changed " <RelativeTime at=workflow.changed_at/></li>
        </ul>
    }
}
