//! Removes the snapshots of deleted deployments that are kept no more.
//!
//! On the committer's thread, between two groups: no graph is being kept meanwhile, so that one that
//! nothing names now cannot be named by a write that has found it there.

use super::Work;
use crate::{StoreError, answer::Answer, cells::Cells, draft::Draft, graphs, journal::Journal, line::Line, rows};
use domain::{DeploymentId, Digest};
use std::{collections::HashSet, sync::Arc};

/// How many deployments' snapshots go in one line.
const AT_ONCE: usize = 256;

impl<C: Cells, J: Journal> Work<C, J> {
    /// Removes what is to be forgotten, and says of how many deployments.
    ///
    /// The bytes go first: a crash in between leaves rows that say so, and the next sweep finds them.
    pub(super) fn sweep(&mut self) -> Result<Answer, StoreError> {
        self.horizon.check()?;
        if self.census.forgotten == 0 {
            return Ok(Answer::Forgotten(0));
        }
        // What is in the journal names graphs, too, and would be done again after a crash.
        self.bring_all_home()?;
        let (forgotten, unnamed) = self.survey()?;
        for digest in unnamed {
            graphs::sweep(self.state.home(), digest).inspect_err(|error| self.horizon.fail(&error.to_string()))?;
        }
        self.state.home().make_durable().inspect_err(|error| self.horizon.fail(&error.to_string()))?;
        for ids in forgotten.chunks(AT_ONCE) {
            let state = Arc::clone(&self.state);
            let mut draft = Draft::new(&state, self.newest, self.census);
            draft.follow(Line::Swept(ids.to_vec()))?;
            let sealed =
                self.keep(draft.into_changes(), false).inspect_err(|error| self.horizon.fail(&error.to_string()))?;
            if let Some(sealed) = sealed {
                self.send_home(sealed);
            }
        }
        Ok(Answer::Forgotten(u32::try_from(forgotten.len()).unwrap_or(u32::MAX)))
    }

    /// Which deployments are to be forgotten, and which of their graphs nothing names.
    fn survey(&self) -> Result<(Vec<DeploymentId>, HashSet<Digest>), StoreError> {
        let home = self.state.home();
        let (forgotten, kept): (Vec<_>, Vec<_>) =
            rows::all_retired(home, None, u32::MAX)?.into_iter().partition(|it| it.is_forgotten);
        let mut unnamed: HashSet<_> = forgotten.iter().map(|it| it.deployment.digest).collect();
        let named = kept.iter().map(|it| it.deployment.digest);
        let named = named.chain(rows::deployments(home, None, u32::MAX)?.into_iter().map(|it| it.digest));
        for digest in named.chain(rows::workflows(home, None, u32::MAX)?.into_iter().map(|it| it.digest)) {
            unnamed.remove(&digest);
        }
        Ok((forgotten.iter().map(|it| it.deployment.id).collect(), unnamed))
    }
}
