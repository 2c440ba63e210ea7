//! What works of a deployment, what does not, and what to do about it.

use crate::{Entry, Page, components::icon::Icon};
use domain::{Checkup, Finding, Verdict};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}/troubleshoot`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentTroubleshootPage(
    /// What was found.
    pub Checkup,
);

impl Page for DeploymentTroubleshootPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Troubleshoot {} · Brine", self.0.deployment.name)
    }

    fn view(self) -> AnyView {
        let summary = self.0.summary();
        let Checkup { deployment, findings } = self.0;
        let page = format!("/deployments/{}", deployment.id);
        let again = format!("{page}/troubleshoot");
        view! {
            <div class="page-header">
                <div>
                    <nav class="quiet" aria-label="Breadcrumb"><a href="/deployments">"Deployments"</a> " / " <a href=page><bdi>{deployment.name.to_string()}</bdi></a></nav>
                    <h1>"Troubleshoot"</h1>
                </div>
                <a class="button" href=again>"Look again"</a>
            </div>
            <p class="checkup__summary">{summary}</p>
            <ul class="checkup" role="list">{findings.into_iter().map(finding).collect_view()}</ul>
        }
        .into_any()
    }
}

fn finding(it: Finding) -> impl IntoView {
    let Finding { question, verdict, words, advice, link } = it;
    let icon = match verdict {
        Verdict::Fine => Icon::Check,
        Verdict::Notice => Icon::Warning,
        Verdict::Wrong => Icon::Close,
    };
    view! {
        <li class="panel checkup__finding" data-verdict=verdict.as_str()>
            <span class="checkup__verdict">{icon.view()} {verdict.label()}</span>
            <div>
                <h2 class="checkup__question">{question}</h2>
                <p class="checkup__words">{words}</p>
                {advice.map(|advice| view! { <p class="checkup__advice"><b>"What to do: "</b> {advice}</p> })}
                {link.map(|link| view! { <p><a href=link.href>{link.words}</a></p> })}
            </div>
        </li>
    }
}
