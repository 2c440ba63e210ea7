//! Gives the deployment another name; its snapshot stays.

use crate::{
    AppError, api::deployments::rename_deployment, around::Around, components::refusal_notice::RefusalNotice, toast,
};
use domain::{Deployment, InvalidName, Name};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The form.
#[component]
pub(super) fn RenameForm(it: RwSignal<Deployment>) -> impl IntoView {
    let refusal = Around::of_page().refusal().filter(|refusal| refusal.action == "rename_deployment");
    let typed = refusal.as_ref().and_then(|refusal| refusal.field("name")).map(str::to_owned);
    let typed = RwSignal::new(typed.unwrap_or_else(|| it.with_untracked(|it| it.name.to_string())));
    let wrong = RwSignal::new(refusal.map(|refusal| refusal.messages).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name: Name = match typed.get_untracked().parse() {
            Ok(name) => name,
            Err(error) => return wrong.set(vec![InvalidName::to_string(&error)]),
        };
        wrong.set(Vec::new());
        spawn_local(async move {
            match rename_deployment(it.with_untracked(|it| it.id), name).await {
                Ok(now) => {
                    toast::show(format!("Renamed to {}", now.name));
                    let _ = it.try_set(now);
                }
                Err(error) => {
                    let _ = wrong.try_set(vec![AppError::to_string(&error)]);
                }
            }
        });
    };
    view! {
        <section class="panel" id="rename" aria-labelledby="rename-heading">
            <h2 id="rename-heading">"Rename"</h2>
            <form method="post" action="" on:submit=submit>
                <input type="hidden" name="do" value="rename_deployment"/>
                <input type="hidden" name="id" value=move || it.read().id.to_string()/>
                <RefusalNotice id="rename-form-refusal" messages=wrong/>
                <label class="field">
                    <span>"Name"</span>
                    <input class="input" name="name" autocomplete="off" aria-describedby="rename-form-refusal" aria-invalid=move || (!wrong.read().is_empty()).to_string() bind:value=typed value=typed.get_untracked()/>
                </label>
                <button type="submit" class="button">"Rename"</button>
                <p class="quiet">"The snapshot and the address stay as they are."</p>
            </form>
        </section>
    }
}
