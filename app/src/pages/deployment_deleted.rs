//! What stands at the address of a deleted deployment while its snapshot is kept: the ways back.

use crate::{
    Entry, Page,
    components::plain_fields::{Moment, ReasonField},
};
use domain::Retired;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}` of one that was deleted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentDeletedPage {
    /// What is kept of it.
    pub retired: Retired,
    /// Whether the delete can be undone now.
    pub undoable: bool,
}

impl Page for DeploymentDeletedPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("{} {} was deleted · Brine", self.retired.deployment.name, self.retired.deployment.version)
    }

    fn view(self) -> AnyView {
        let Retired { deployment, deleted_at, kept_until, .. } = self.retired;
        let id = deployment.id.to_string();
        let undo = self.undoable.then(|| {
            view! {
                <form method="post" action="">
                    <input type="hidden" name="do" value="restore_deployment"/>
                    <input type="hidden" name="id" value=id.clone()/>
                    <p>"The delete can be undone for 10 seconds: the same deployment is there again, and cancelled executions stay cancelled."</p>
                    <button type="submit" class="button">"Undo the delete"</button>
                </form>
            }
        });
        let kept = match kept_until {
            Some(until) => view! { "Its snapshot is kept until " <Moment at=until/> "." }.into_any(),
            None => view! { "Its snapshot is kept." }.into_any(),
        };
        let back = deployment.kind.no_door().is_none().then(|| view! {
            <form method="post" action="">
                <input type="hidden" name="do" value="roll_back"/>
                <p>"Rolling back makes a new version of it, which runs; the version that runs now is paused, and its addresses lead to the new one."</p>
                <ReasonField id="roll-back-reason"/>
                <button type="submit" class="button button--primary" name="to" value=id.clone()>"Roll back to this version"</button>
            </form>
        });
        view! {
            <section class="form-page" aria-labelledby="form-page-title">
                <h1 class="form-page__title" id="form-page-title"><bdi>{deployment.name.to_string()}</bdi> " " {deployment.version.to_string()} " was deleted"</h1>
                <p>"Deleted " <Moment at=deleted_at/> ". " {kept}</p>
                {undo}
                {back}
                <form method="post" action="">
                    <input type="hidden" name="do" value="forget_snapshot"/>
                    <input type="hidden" name="id" value=id/>
                    <p>"Without its snapshot it cannot come back in any way."</p>
                    <button type="submit" class="button button--danger">"Delete snapshot too"</button>
                </form>
                <p><a href="/deployments">"See the deployments"</a></p>
            </section>
        }
        .into_any()
    }
}
