//! Every deployment's figures, as pages and live readers see them: still pictures, at most ten a second.

use super::{Target, board::News};
use crate::Service;
use arc_swap::ArcSwap;
use domain::{Activity, DeploymentId, ExecutionId, ExecutionStatus, RunOf};
use imbl::HashMap;
use std::{sync::Arc, time::Duration};
use tokio::sync::broadcast;

/// How often figures are published at most.
const EVERY: Duration = Duration::from_millis(100);
/// After how many of these the figures are looked through for hours that have passed.
const HOURLY: u32 = 600;

/// The newest picture, and who hears of the next one.
#[derive(Debug)]
pub(crate) struct Activities {
    newest: ArcSwap<Picture>,
    frames: broadcast::Sender<Arc<ActivityFrame>>,
}

/// The figures at one moment.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// Grows with every picture: what was rendered from an older one is out of date.
    pub revision: u64,
    of: HashMap<DeploymentId, Arc<Activity>>,
}

/// What changed from one picture to the next.
#[derive(Debug, Clone, Default)]
pub struct ActivityFrame {
    /// The figures that changed.
    pub activities: Vec<(DeploymentId, Arc<Activity>)>,
    /// The executions that changed.
    pub runs: Vec<RunNews>,
}

/// How far an execution is.
#[derive(Debug, Clone)]
pub struct RunNews {
    /// Which.
    pub id: ExecutionId,
    /// What it runs for.
    pub of: RunOf,
    /// What it is now.
    pub status: ExecutionStatus,
    /// How many of its nodes are done.
    pub done: u32,
    /// How many there are.
    pub nodes: u32,
}

impl Default for Activities {
    fn default() -> Self {
        Self { newest: ArcSwap::default(), frames: broadcast::Sender::new(64) }
    }
}

impl Picture {
    /// A deployment's figures; none where it has done nothing.
    pub fn of(&self, id: DeploymentId) -> Option<&Arc<Activity>> {
        self.of.get(&id)
    }
}

impl Service {
    /// Every deployment's figures as of now. Does not change once taken.
    pub fn activities(&self) -> Arc<Picture> {
        self.runs.activities.newest.load_full()
    }

    /// Hears every change of the figures from now on. Who is too slow misses some; the figures are whole each time.
    pub fn activity_frames(&self) -> broadcast::Receiver<Arc<ActivityFrame>> {
        self.runs.activities.frames.subscribe()
    }

    /// Publishes what changed, for as long as the service lives.
    pub(super) async fn publish_activities(self) {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut since_hour = 0;
        loop {
            ticks.tick().await;
            let mut news = self.runs.board.take_news();
            since_hour += 1;
            if since_hour == HOURLY {
                since_hour = 0;
                news.targets.extend(self.runs.board.targets());
            }
            self.publish(news);
        }
    }

    /// Publishes what changed until now.
    pub(super) fn publish(&self, news: News) {
        if news.targets.is_empty() && news.runs.is_empty() {
            return;
        }
        let now = self.clock.now();
        let newest = self.runs.activities.newest.load();
        let mut of = newest.of.clone();
        let mut frame = ActivityFrame::default();
        for target in news.targets {
            let Target::Deployment(id) = target else { continue };
            let activity = Arc::new(self.runs.board.activity(target, now));
            if of.get(&id).is_none_or(|known| *known != activity) {
                of.insert(id, Arc::clone(&activity));
                frame.activities.push((id, activity));
            }
        }
        frame.runs.extend(news.runs.into_iter().filter_map(|id| self.run_news(id)));
        self.runs.activities.newest.store(Arc::new(Picture { revision: newest.revision + 1, of }));
        self.runs.board.published();
        // An error only says that nobody is listening now.
        let _ = self.runs.activities.frames.send(Arc::new(frame));
    }

    fn run_news(&self, id: ExecutionId) -> Option<RunNews> {
        let row = self.runs.board.row(id)?;
        let progress = self.runs.board.live_run(id).map(|it| it.progress(id));
        let (done, nodes) = progress.map_or((0, 0), |it| (it.done, it.nodes));
        Some(RunNews { id, of: row.of, status: row.state.status(), done, nodes })
    }
}
