//! One execution as it goes on: read again whenever something is heard of it, until nothing of it changes any more.

use crate::{api::executions::read_execution, around::Around, browser, live::News};
use domain::{CallbackState, ExecutionDetail, ExecutionId};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How often it is looked at where nothing is heard: the stream may be away, and of callbacks it does not tell.
const LOOK: Duration = Duration::from_secs(4);

/// What is known of an execution. Cheap to copy: the copies are one.
#[derive(Clone, Copy)]
pub(crate) struct Watched {
    /// What is known; none until there is one.
    pub(crate) detail: RwSignal<Option<ExecutionDetail>>,
    /// How many of how many nodes are done, where that was heard.
    pub(crate) progress: RwSignal<Option<(u32, u32)>>,
    /// Whether it was begun on this page, and is what the reader waits for.
    pub(crate) begun_here: RwSignal<bool>,
    reading: StoredValue<bool>,
    again: StoredValue<bool>,
}

impl Watched {
    /// Watches what is known at first, and listens.
    pub(crate) fn start(first: Option<ExecutionDetail>) -> Self {
        let watched = Self {
            detail: RwSignal::new(first),
            progress: RwSignal::new(None),
            begun_here: RwSignal::new(false),
            reading: StoredValue::new(false),
            again: StoredValue::new(false),
        };
        Around::of_page().live.listen(Callback::new(move |news| watched.hear(&news)));
        Effect::new(move || browser::every(LOOK, move || watched.look()));
        watched
    }

    /// Watches one that was just begun here.
    pub(crate) fn follow(self, detail: ExecutionDetail) {
        self.begun_here.set(true);
        self.progress.set(None);
        self.detail.set(Some(detail));
        self.read();
    }

    /// Which is watched.
    pub(crate) fn id(self) -> Option<ExecutionId> {
        self.detail.with_untracked(|detail| detail.as_ref().map(|it| it.execution.id))
    }

    /// Whether it is not over.
    pub(crate) fn goes_on(self) -> bool {
        self.detail.read().as_ref().is_some_and(|it| !it.execution.state.is_over())
    }

    /// Reads it anew. While it is being read, once more after that: one reading serves many frames.
    pub(crate) fn read(self) {
        let Some(id) = self.id() else { return };
        if self.reading.get_value() {
            return self.again.set_value(true);
        }
        self.reading.set_value(true);
        spawn_local(async move {
            let answer = read_execution(id).await;
            // What is shown may be old where the server is away; the live mark says so.
            if let (Ok(now), true) = (answer, self.detail.try_with_untracked(Option::is_some) == Some(true))
                && self.id() == Some(id)
            {
                self.detail.set(Some(now));
            }
            if self.reading.try_set_value(false).is_none() && self.again.get_value() {
                self.again.set_value(false);
                self.read();
            }
        });
    }

    fn hear(self, news: &News) {
        match news {
            News::Run(run) if self.id() == Some(run.id) => {
                self.progress.set(Some((run.done, run.nodes)));
                self.read();
            }
            _ => {}
        }
    }

    fn look(self) {
        let is_open = |it: &ExecutionDetail| {
            let is_due = matches!(it.execution.callback, Some(CallbackState::Due { .. }));
            is_due || !it.execution.state.is_over()
        };
        if self.detail.try_with_untracked(|detail| detail.as_ref().is_some_and(is_open)) == Some(true) {
            self.read();
        }
    }
}
