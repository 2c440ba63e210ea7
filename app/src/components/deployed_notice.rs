//! What is told once, after deploying: the secret that callbacks are signed with.

use crate::components::secret_field::SecretField;
use leptos::prelude::*;

/// The secret, and what it is for.
#[component]
pub(crate) fn DeployedNotice(
    /// As Standard Webhooks write it.
    secret: String,
) -> impl IntoView {
    view! {
        <p>
            "Its callbacks are signed with this secret. "
            <strong class="deploy-form__promise">"It is shown this once: keep it now."</strong>
        </p>
        <SecretField secret/>
        <p class="field__hint">
            "Give it to whatever receives the callbacks: with it the receiver checks their webhook-signature header, as Standard Webhooks describe. Without callbacks it is not needed."
        </p>
    }
}
