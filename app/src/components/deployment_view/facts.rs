//! What was decided when the deployment was made, and what runs it.

use domain::{Deployment, EngineKind, Interface};
use leptos::prelude::*;

/// Engine, test, and what callers neither set nor see.
#[component]
pub(super) fn Facts(
    /// Which deployment; its engine may change.
    it: RwSignal<Deployment>,
    interface: Interface,
) -> impl IntoView {
    let first = it.get_untracked();
    let engine = move || match it.read().engine {
        Some(EngineKind::Builtin) => "Brine itself (builtin)",
        Some(EngineKind::Comfyui) => "A ComfyUI server (comfyui)",
        None => "None yet",
    };
    let tested = if first.untested { "No: it was deployed untested" } else { "Yes, before it was deployed" };
    let inputs = interface.inputs.into_iter().map(|it| (it.node, it.name));
    let outputs = interface.outputs.into_iter().map(|it| (it.node, it.name));
    let hidden = |all: &mut dyn Iterator<Item = (String, String)>| {
        let names: Vec<_> = all.filter(|(node, _)| first.hidden.contains(node)).map(|(_, name)| name).collect();
        if names.is_empty() { "None".to_owned() } else { names.join(", ") }
    };
    let (inputs, outputs) = (hidden(&mut { inputs }), hidden(&mut { outputs }));
    view! {
        <section class="panel" aria-labelledby="facts-heading">
            <h2 id="facts-heading">"Facts"</h2>
            <dl class="facts">
                <dt>"Engine"</dt> <dd>{engine}</dd>
                <dt>"Tested"</dt> <dd>{tested}</dd>
                <dt>"Hidden inputs"</dt> <dd>{inputs}</dd>
                <dt>"Hidden outputs"</dt> <dd>{outputs}</dd>
            </dl>
        </section>
    }
}
