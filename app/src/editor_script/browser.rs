//! Loads the editor's script once and tells it of textareas that came later.

use crate::state::problem_marks::Place;
use leptos::{html::Textarea, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Event, HtmlScriptElement};

/// What marks the script's element.
const MARK: &str = "data-editor-script";

pub(super) fn enhance(textarea: NodeRef<Textarea>) {
    Effect::new(move || {
        if textarea.get().is_some() {
            // A script that was loaded for an earlier page hears of this one's textarea by an event;
            // one that has just been asked for looks around by itself.
            request_animation_frame(|| {
                load();
                if let Ok(event) = Event::new("brine-editor-open") {
                    let _ = document().dispatch_event(&event);
                }
            });
        }
    });
    on_cleanup(move || {
        if let (Some(Some(textarea)), Ok(event)) = (textarea.try_get_untracked(), Event::new("brine-editor-close")) {
            let _ = textarea.dispatch_event(&event);
        }
    });
}

pub(super) fn go_to(textarea: NodeRef<Textarea>, place: Place) {
    let Some(textarea) = textarea.get_untracked() else { return };
    let detail = js_sys::Object::new();
    for (name, value) in [("line", place.line), ("column", place.column)] {
        let _ = js_sys::Reflect::set(&detail, &JsValue::from_str(name), &JsValue::from(value));
    }
    let how = CustomEventInit::new();
    how.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict("brine-editor-goto", &how) {
        let _ = textarea.dispatch_event(&event);
    }
}

/// Adds the script's element to the document, whose boot script bears the address.
fn load() {
    let document = document();
    let known = document.query_selector(&["script[", MARK, "]"].concat()).ok().flatten();
    let boot = document.query_selector("script[data-editor]").ok().flatten();
    let Some(address) = boot.and_then(|boot| boot.get_attribute("data-editor")).filter(|it| !it.is_empty()) else {
        return;
    };
    if known.is_some() {
        return;
    }
    let Some(script) = document.create_element("script").ok().and_then(|it| it.dyn_into::<HtmlScriptElement>().ok())
    else {
        return;
    };
    script.set_type("module");
    script.set_src(&address);
    let _ = script.set_attribute(MARK, "");
    if let Some(head) = document.head() {
        let _ = head.append_child(&script);
    }
}
