//! What is around every page and the same for all of them: colours, live news, the clock.

use crate::{Refusal, Theme, browser, clock::Clock, live::Live};
#[cfg(feature = "ssr")]
use domain::BulkReport;
use domain::DeploymentId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What one reader's request adds to a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extras {
    /// The colours.
    pub theme: Theme,
    /// The name and port that the server was asked under; empty where nobody asked.
    pub host: String,
    /// What the page before left to be said on this one.
    pub flash: Option<String>,
    /// The deployment whose delete can be undone. It is in the corner, which no program draws.
    #[serde(skip)]
    pub undo: Option<DeploymentId>,
    /// The refused form that this page answers.
    pub refusal: Option<Refusal>,
    /// What this answer alone tells: a secret that was just made.
    pub told: Option<String>,
    /// What came of what was done with many deployments; drawn by the server alone.
    #[cfg(feature = "ssr")]
    #[serde(skip)]
    pub bulk: Option<BulkReport>,
}

/// The signals that every part of a page shares.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    /// The colours that the reader chose.
    pub(crate) theme: RwSignal<Theme>,
    /// The page's ear.
    pub(crate) live: Live,
    /// The reader's clock.
    pub(crate) clock: Clock,
    /// This site's address: as it was asked for, until the browser says how it got here.
    pub(crate) origin: RwSignal<String>,
    refusal: StoredValue<Option<Refusal>>,
    told: StoredValue<Option<String>>,
}

impl Around {
    /// Starts everything; in the browser it begins to listen, too.
    pub(crate) fn start(extras: Extras) -> Self {
        let Extras { theme, host, refusal, told, .. } = extras;
        let (theme, origin) = (RwSignal::new(theme), RwSignal::new(origin_of(&host)));
        Effect::new(move || {
            origin.set(browser::site_address());
            browser::on_theme(move |chosen| theme.set(chosen));
        });
        let (live, clock) = (Live::start(), Clock::start());
        Self { theme, live, clock, origin, refusal: StoredValue::new(refusal), told: StoredValue::new(told) }
    }

    /// What is around the page that is being drawn. A component that stands alone, as in a test, gets its own.
    pub(crate) fn of_page() -> Self {
        use_context().unwrap_or_else(|| Self::start(Extras::default()))
    }

    /// The refusal of this page's form, if this page is the answer to one.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        self.refusal.get_value()
    }

    /// What this answer alone tells.
    pub(crate) fn told(self) -> Option<String> {
        self.told.get_value()
    }
}

/// The address under which a page without a script shows what is to be copied. Where something before the server
/// speaks TLS, only the browser knows.
fn origin_of(host: &str) -> String {
    if host.is_empty() { String::new() } else { ["http://", host].concat() }
}
