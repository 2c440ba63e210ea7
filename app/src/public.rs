//! The pages of web forms: for visitors, who see nothing of the dashboard. Drawn by the server alone.

mod result;

use crate::{
    Assets, Refusal, Theme,
    components::run_form::{RunFields, RunWords},
};
use domain::{DeploymentStatus, Interface, PauseMode, WebForm};
use leptos::prelude::*;

pub use result::RunResult;

/// A form as a visitor meets it.
#[derive(Debug, Clone)]
pub struct RunForm {
    /// What it says.
    pub form: WebForm,
    /// What it asks for and shows, as it calls it.
    pub shown: Interface,
    /// Whether requests are taken.
    pub status: DeploymentStatus,
    /// What its pause does to requests.
    pub pause: PauseMode,
    /// What was refused before.
    pub refusal: Option<Refusal>,
}

impl RunForm {
    /// The whole document.
    pub fn document(self, theme: Theme, assets: &Assets) -> String {
        let title = self.form.heading.clone();
        public_document(&title, theme, assets, None, move || self.view())
    }

    fn view(self) -> AnyView {
        let Self { form, shown, status, pause, refusal } = self;
        let is_closed = status == DeploymentStatus::Paused && pause != PauseMode::Hold;
        let closed = is_closed.then(|| {
            view! { <p class="notice" role="note">"This form is paused and takes no requests now. Try again later."</p> }
        });
        view! {
            <RunWords form=form.clone() level=1/>
            {closed}
            <form class="run__form" method="post" action="" enctype="multipart/form-data">
                <RunFields form shown refusal/>
            </form>
        }
        .into_any()
    }
}

/// Why there is no form at an address, or it cannot be shown.
pub fn no_form(title: &str, words: String, theme: Theme, assets: &Assets) -> String {
    let heading = title.to_owned();
    public_document(title, theme, assets, None, move || {
        view! { <h1 class="run__heading">{heading}</h1> <p>{words}</p> }.into_any()
    })
}

/// A document with nothing around what it shows. `script` is loaded where it is said.
fn public_document(
    title: &str,
    theme: Theme,
    assets: &Assets,
    script: Option<String>,
    view: impl FnOnce() -> AnyView,
) -> String {
    let owner = Owner::new();
    let title = if title.is_empty() { "Form".to_owned() } else { title.to_owned() };
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let css = assets.css.clone();
    let html = owner.with(|| {
        view! {
            <html lang="en" data-theme=theme.as_str()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <meta name="robots" content="noindex"/>
                    <title inner_html=title></title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    <link rel="stylesheet" href=css/>
                    {script.map(|src| view! {
                        <script type="module" src=src></script>
                        <noscript inner_html=r#"<meta http-equiv="refresh" content="2">"#></noscript>
                    })}
                </head>
                <body><main class="run" id="main" tabindex="-1">{view()}</main></body>
            </html>
        }
        .to_html()
    });
    owner.cleanup();
    ["<!DOCTYPE html>", &html].concat()
}
