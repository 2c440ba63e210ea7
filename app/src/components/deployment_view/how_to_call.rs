//! Where requests go, what they hold, and lines that send one.

use crate::{
    around::Around,
    components::{code_block::CodeBlock, copy_field::CopyField},
    state::call_lines::CallLines,
};
use domain::{Deployment, InputField, InputKind, Interface};
use leptos::prelude::*;

/// The endpoint, the inputs, and a call in three languages; why there is none where nothing brings it requests yet.
#[component]
pub(super) fn HowToCall(deployment: Deployment, interface: Interface) -> impl IntoView {
    let inputs: Vec<_> =
        interface.inputs.into_iter().filter(|input| !deployment.hidden.contains(&input.node)).collect();
    let outputs: Vec<_> =
        interface.outputs.into_iter().filter(|it| !deployment.hidden.contains(&it.node)).map(|it| it.name).collect();
    let calls = deployment.endpoint_path().map(|path| {
        view! {
            <p class="quiet">"Endpoint"</p>
            <CopyField label=["Endpoint of ", deployment.name.as_str()].concat() text=path.clone()/>
            <Calls path inputs outputs/>
        }
    });
    let none_yet = deployment.kind.no_door().map(|why| view! { <p>{why} "."</p> });
    view! {
        <section class="panel panel--wide" aria-labelledby="call-heading">
            <h2 id="call-heading">"How to call it"</h2>
            {none_yet}
            {calls}
        </section>
    }
}

/// The inputs, the lines, and what comes back.
#[component]
fn Calls(path: String, inputs: Vec<InputField>, outputs: Vec<String>) -> impl IntoView {
    let gives = match &outputs[..] {
        [] => "its outputs".to_owned(),
        names => names.join(", "),
    };
    view! {
        {(!inputs.is_empty()).then(|| view! {
            <ul class="inputs" aria-label="Inputs">{inputs.iter().map(input).collect_view()}</ul>
        })}
        <Tabs path inputs/>
        <p class="quiet">
            <code>"Prefer: wait=30"</code>
            " waits up to 30 seconds for the result: the answer then holds " <strong>{gives}</strong>
            " under " <code>"outputs"</code> ". Without it, and for runs that take longer, the answer holds the "
            <code>"execution_id"</code> "; ask " <code>"GET /api/v1/executions/{execution_id}"</code>
            " for the result, or have it delivered to your " <code>"callback"</code> "."
        </p>
    }
}

/// One language at a time: radio buttons, which need no script.
#[component]
fn Tabs(path: String, inputs: Vec<InputField>) -> impl IntoView {
    let origin = Around::of_page().origin;
    let tab = |language: CallLines| {
        view! {
            <label class="segment">
                <input type="radio" name="call" value=language.as_str() class="visually-hidden" checked=language == CallLines::Curl/>
                {language.label()}
            </label>
        }
    };
    let lines = |language: CallLines| {
        let (path, inputs) = (path.clone(), inputs.clone());
        let label = match language {
            CallLines::Curl => "Curl line",
            CallLines::JavaScript => "JavaScript lines",
            CallLines::Python => "Python lines",
        };
        let text = Signal::derive(move || language.write(&[origin.read().as_str(), &path].concat(), &inputs));
        view! { <div class=["tabs__panel tabs__panel--", language.as_str()].concat()><CodeBlock label text/></div> }
    };
    view! {
        <div class="tabs">
            <fieldset class="segments tabs__choice">
                <legend class="visually-hidden">"Language"</legend>
                {CallLines::ALL.map(tab).collect_view()}
            </fieldset>
            {CallLines::ALL.map(lines).collect_view()}
        </div>
    }
}

/// One input: what it is called, what it takes, and whether it must be given.
fn input(it: &InputField) -> impl IntoView + use<> {
    let kind = match it.kind {
        InputKind::Text => "text",
        InputKind::Number => "number",
        InputKind::Integer => "whole number",
        InputKind::Boolean => "yes or no",
        InputKind::File => "file",
    };
    let must = if it.required { ", required" } else { "" };
    let allowed = (!it.allowed.is_empty()).then(|| [", one of ", &it.allowed.join(", ")].concat());
    let description = (!it.description.is_empty()).then(|| [": ", &it.description].concat());
    let facts = [" ", kind, must, &allowed.unwrap_or_default(), &description.unwrap_or_default()].concat();
    view! { <li><code>{it.name.clone()}</code> <span class="quiet">{facts}</span></li> }
}
