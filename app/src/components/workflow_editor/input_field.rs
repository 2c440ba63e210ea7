//! One input of a graph as a field of a form, as its kind asks for.
//!
//! The fields keep what is typed themselves; the form is read when it is sent.

use crate::{Refusal, state::textarea_text::textarea_html};
use domain::{InputField, InputKind};
use leptos::prelude::*;

/// What the name of each field begins with; the node follows.
const PREFIX: &str = "input:";

/// A labelled field.
pub(super) fn input_field(input: InputField, refused: Option<&Refusal>) -> AnyView {
    let InputField { node, name, description, kind, default, allowed, required } = input;
    let field = [PREFIX, &node].concat();
    let (id, hint) = (["test-input-", &node].concat(), ["test-hint-", &node].concat());
    let typed = refused.and_then(|it| it.fields.iter().rev().find(|(known, _)| *known == field));
    let value = typed.map(|(_, value)| value.clone()).or(default).unwrap_or_default();
    let label = view! {
        <label class="field__label" for=id.clone()>
            <bdi>{name.clone()}</bdi>
            {required.then(|| view! { <span class="quiet">" (required)"</span> })}
        </label>
    };
    let control = if allowed.is_empty() {
        typed_in(kind, id, field, &name, hint.clone(), value, required)
    } else {
        // What is none of them is the graph's own.
        let own =
            (!allowed.contains(&value)).then(|| view! { <option value="" selected>"As the workflow says"</option> });
        let options = allowed.into_iter().map(|it| {
            let selected = it == value;
            view! { <option value=it.clone() selected=selected>{it.clone()}</option> }
        });
        let options = options.collect_view();
        view! {
            <select class="input" id=id name=field aria-describedby=hint.clone() required=required>{own} {options}</select>
        }
        .into_any()
    };
    let class = if kind == InputKind::Boolean { "field field--check" } else { "field" };
    view! { <div class=class>{label} {control} <p class="field__hint" id=hint>{description}</p></div> }.into_any()
}

fn typed_in(
    kind: InputKind,
    id: String,
    name: String,
    called: &str,
    hint: String,
    value: String,
    required: bool,
) -> AnyView {
    match kind {
        InputKind::Text => view! {
            <textarea
                class="input" id=id name=name rows="2" aria-describedby=hint required=required
                inner_html=textarea_html(&value)
            ></textarea>
        }
        .into_any(),
        InputKind::Number | InputKind::Integer => {
            let step = if kind == InputKind::Integer { "1" } else { "any" };
            view! {
                <input
                    class="input" id=id name=name type="number" step=step autocomplete="off"
                    aria-describedby=hint required=required value=value
                />
            }
            .into_any()
        }
        // A box that is not checked says nothing: its no stands before it.
        InputKind::Boolean => view! {
            <input type="hidden" name=name.clone() value="false"/>
            <input id=id name=name.clone() type="checkbox" value="true" aria-describedby=hint checked=value == "true"/>
        }
        .into_any(),
        // A chosen file stands for the address before it.
        InputKind::File => {
            view! {
                <input
                    class="input" id=id name=name.clone() type="text" autocomplete="off" placeholder="https://… or choose a file"
                    aria-describedby=hint value=value
                />
                <input class="input" name=name.clone() type="file" aria-label=["File for ", called].concat()/>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests;
