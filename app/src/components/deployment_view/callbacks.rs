//! How results are delivered: a test delivery, and the secret that deliveries are signed with.

use crate::{
    AppError,
    api::executions::{rotate_callback_secret, test_callback},
    around::Around,
    components::{refusal_notice::RefusalNotice, secret_field::SecretField},
    toast,
};
use domain::DeploymentId;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// What callbacks are, and what can be done about them.
#[component]
pub(super) fn Callbacks(id: DeploymentId) -> impl IntoView {
    view! {
        <section class="panel" id="callbacks" aria-labelledby="callbacks-heading">
            <h2 id="callbacks-heading">"Callbacks"</h2>
            <p>
                "A request that names a " <code>"callback"</code> " gets its result delivered there: a POST, signed as "
                <a href="https://www.standardwebhooks.com/" rel="external">"Standard Webhooks"</a>
                " have it, tried up to 10 times over 75 hours until the receiver answers with 2xx."
            </p>
            <TestForm id/>
            <SecretForm id/>
        </section>
    }
}

/// Sends a delivery with an example in it, and says what the receiver answered: quietly where it took it, as what is
/// wrong where it did not.
#[component]
fn TestForm(id: DeploymentId) -> impl IntoView {
    let refusal = Around::of_page().refusal().filter(|refusal| refusal.action == "test_callback");
    let typed = refusal.as_ref().and_then(|refusal| refusal.field("url")).map(str::to_owned).unwrap_or_default();
    let typed = RwSignal::new(typed);
    let wrong = RwSignal::new(refusal.map(|refusal| refusal.messages).unwrap_or_default());
    let (busy, taken) = (RwSignal::new(false), RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        wrong.set(Vec::new());
        taken.set(String::new());
        busy.set(true);
        spawn_local(async move {
            let answer = test_callback(id, typed.get_untracked()).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(attempt) if attempt.is_delivered() => {
                    let _ = taken.try_set(attempt.summary());
                }
                Ok(attempt) => {
                    let _ = wrong.try_set(vec![attempt.summary()]);
                }
                Err(error) => {
                    let _ = wrong.try_set(vec![AppError::to_string(&error)]);
                }
            }
        });
    };
    let words = move || if busy.get() { "Sending …".to_owned() } else { taken.get() };
    view! {
        <form method="post" action="#callbacks" on:submit=submit>
            <input type="hidden" name="do" value="test_callback"/>
            <input type="hidden" name="id" value=id.to_string()/>
            <RefusalNotice id="test-callback-refusal" messages=wrong/>
            <label class="field">
                <span>"URL of a receiver"</span>
                <input class="input" name="url" type="url" required placeholder="https://example.com/hook" autocomplete="off" aria-describedby="test-callback-refusal" bind:value=typed value=typed.get_untracked()/>
            </label>
            <button type="submit" class="button" aria-busy=move || busy.get().to_string()>"Send a test delivery"</button>
            <p class="delivery" role="status">{words}</p>
        </form>
    }
}

/// Makes another secret, and shows it this once.
#[component]
fn SecretForm(id: DeploymentId) -> impl IntoView {
    let secret = RwSignal::new(Around::of_page().told());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match rotate_callback_secret(id).await {
                Ok(made) => {
                    let _ = secret.try_set(Some(made));
                }
                Err(error) => toast::error(error.sentence()),
            }
        });
    };
    view! {
        <form method="post" action="#callbacks" on:submit=submit>
            <input type="hidden" name="do" value="rotate_callback_secret"/>
            <input type="hidden" name="id" value=id.to_string()/>
            <p class="quiet">"The secret was shown when the deployment was made. A new one signs beside the one before it: both stay valid, so that receivers can change over."</p>
            {move || secret.get().map(|secret| view! {
                <div class="notice" role="status">
                    <p><strong>"The new secret, shown this once:"</strong></p>
                    <SecretField secret/>
                </div>
            })}
            <button type="submit" class="button">"Make a new secret"</button>
        </form>
    }
}
