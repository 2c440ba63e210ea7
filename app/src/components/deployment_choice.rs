//! A deployment to be chosen of many.

use domain::{Deployment, DeploymentId};
use leptos::prelude::*;

/// A list box: the versions of one workflow first, where there is one, then others.
#[component]
pub(crate) fn DeploymentChoice(
    /// The label.
    label: &'static str,
    /// The field's name in the form.
    name: &'static str,
    /// Distinguishes this field from its like on the page.
    id: &'static str,
    /// What can be chosen.
    choices: Vec<Deployment>,
    /// What is not offered: it is chosen already.
    #[prop(optional, into)]
    but: Option<DeploymentId>,
) -> impl IntoView {
    let option = |it: Deployment| {
        let words = format!("{} {} · {}", it.name, it.version, it.status.label());
        view! { <option value=it.id.to_string()>{words}</option> }
    };
    let options = choices.into_iter().filter(|it| Some(it.id) != but).map(option).collect_view();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="input" id=id name=name required>{options}</select>
        </div>
    }
}
