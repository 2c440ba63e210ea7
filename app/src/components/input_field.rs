//! One input of a graph as a field of a form, as its kind asks for.
//!
//! The fields keep what is typed themselves; the form is read when it is sent.

use crate::{
    Refusal,
    state::{
        input_faults::{fault_of, field_id},
        textarea_text::textarea_html,
    },
};
use domain::{InputFault, InputField, InputKind};
use leptos::prelude::*;

/// What the name of each field begins with; the node follows.
const PREFIX: &str = "input:";

/// A labelled field, the one at this place of the form; with what is wrong with it.
pub(crate) fn input_field(
    at: usize,
    input: InputField,
    refused: Option<&Refusal>,
    faults: RwSignal<Vec<InputFault>>,
) -> AnyView {
    let (id, field) = (field_id(at), [PREFIX, &input.node].concat());
    let (hint, fault) = ([&*id, "-hint"].concat(), [&*id, "-fault"].concat());
    let about = [&*hint, " ", &fault].concat();
    let InputField { name, description, kind, default, allowed, required, .. } = input.clone();
    let words = Signal::derive(move || fault_of(&input, &faults.read()));
    let invalid = Signal::derive(move || (!words.read().is_empty()).then_some("true"));
    let typed = refused.and_then(|it| it.fields.iter().rev().find(|(known, _)| *known == field));
    let value = typed.map(|(_, value)| value.clone()).or(default).unwrap_or_default();
    let label = view! {
        <label class="field__label" for=id.clone()>
            <bdi>{name.clone()}</bdi>
            {required.then(|| view! { <span class="quiet">" (required)"</span> })}
        </label>
    };
    let control = Control { id, field, about, value, required, invalid };
    let control = if allowed.is_empty() { typed_in(kind, &name, control) } else { chosen_from(allowed, control) };
    let class = if kind == InputKind::Boolean { "field field--check" } else { "field" };
    view! {
        <div class=class>
            {label} {control}
            <p class="field__hint" id=hint>{description}</p>
            <p class="field__error" id=fault inner_html=words></p>
        </div>
    }
    .into_any()
}

/// What is typed into, or chosen from.
struct Control {
    id: String,
    field: String,
    /// The ids of what describes it.
    about: String,
    value: String,
    required: bool,
    invalid: Signal<Option<&'static str>>,
}

fn chosen_from(allowed: Vec<String>, control: Control) -> AnyView {
    let Control { id, field, about, value, required, invalid } = control;
    // What is none of them is the graph's own.
    let own = (!allowed.contains(&value)).then(|| view! { <option value="" selected>"As the workflow says"</option> });
    let options = allowed.into_iter().map(|it| {
        let selected = it == value;
        view! { <option value=it.clone() selected=selected>{it.clone()}</option> }
    });
    let options = options.collect_view();
    view! {
        <select class="input" id=id name=field aria-describedby=about aria-invalid=invalid required=required>
            {own} {options}
        </select>
    }
    .into_any()
}

fn typed_in(kind: InputKind, called: &str, control: Control) -> AnyView {
    let Control { id, field: name, about, value, required, invalid } = control;
    match kind {
        InputKind::Text => view! {
            <textarea
                class="input" id=id name=name rows="2" aria-describedby=about aria-invalid=invalid required=required
                inner_html=textarea_html(&value)
            ></textarea>
        }
        .into_any(),
        InputKind::Number | InputKind::Integer => {
            let step = if kind == InputKind::Integer { "1" } else { "any" };
            view! {
                <input
                    class="input" id=id name=name type="number" step=step autocomplete="off"
                    aria-describedby=about aria-invalid=invalid required=required value=value
                />
            }
            .into_any()
        }
        // A box that is not checked says nothing: its no stands before it.
        InputKind::Boolean => view! {
            <input type="hidden" name=name.clone() value="false"/>
            <input id=id name=name.clone() type="checkbox" value="true" aria-describedby=about checked=value == "true"/>
        }
        .into_any(),
        // A chosen file stands for the address before it.
        InputKind::File => {
            view! {
                <input
                    class="input" id=id name=name.clone() type="text" autocomplete="off" placeholder="https://… or choose a file"
                    aria-describedby=about aria-invalid=invalid value=value
                />
                <input class="input" name=name.clone() type="file" aria-label=["File for ", called].concat()/>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests;
