//! Telling callers that their execution is over: what the courier sends is read and noted here.

mod outbox;

use crate::{Service, ServiceError, error::not_found};
use callback::{About, Courier, CourierHandle, Delivery, Due, Places, Secret, Sender, attempt, body};
use domain::{
    Actor, CallbackAttempt, CallbackState, Deployment, DeploymentId, DeploymentType, Execution, ExecutionId,
    NoTransition, Part, Timestamp,
};
use engine::outbound::is_http_url;
use outbox::StoredOutbox;
use std::sync::{Arc, OnceLock};
use store::{CallbackSecrets, NoteCallback};

/// How many callbacks are sent at once: one receiver that hangs takes two of these places at most.
const PLACES: Places = Places { overall: 64, per_origin: 2 };
/// How often a note is tried again after somebody else's write of the same row.
const ATTEMPTS: u32 = 16;
/// How long a callback's URL may be.
const MAX_URL_BYTES: usize = 2_048;

/// The way to the courier, and out.
pub(crate) struct Callbacks {
    sender: Arc<dyn Sender>,
    courier: OnceLock<CourierHandle>,
}

impl Callbacks {
    pub(crate) fn new(sender: Arc<dyn Sender>) -> Self {
        Self { sender, courier: OnceLock::new() }
    }
}

impl Service {
    /// Sends what is due, for as long as the service lives.
    pub(crate) fn start_courier(&self) {
        let outbox = Arc::new(StoredOutbox(self.clone()));
        let time = Arc::clone(&self.clock);
        let clock: Arc<dyn engine::Clock> = Arc::new(move || time.now());
        let (handle, courier) = Courier::new(outbox, Arc::clone(&self.callbacks.sender), clock, PLACES);
        if self.callbacks.courier.set(handle).is_ok() {
            self.runs.workers.spawn(courier.run(self.runs.stopping.clone()));
        }
    }

    /// Has an execution's callback sent when it is due.
    pub(crate) fn call_back(&self, of: ExecutionId, due: Timestamp) {
        let service = self.clone();
        tokio::spawn(async move {
            match service.callback_url(of).await {
                Ok(Some(url)) => {
                    if let Some(courier) = service.callbacks.courier.get() {
                        courier.put(Due { id: of, at: due, url }).await;
                    }
                }
                Ok(None) => {}
                // The next start finds it in the outbox.
                Err(error) => {
                    tracing::error!(execution.id = %of, error = ?error, "Could not read where to call back to")
                }
            }
        });
    }

    /// Calls back once more, also where that was given up.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; [`ServiceError::NoCallback`] where it has none, [`ServiceError::NoTransition`]
    /// where it is not over.
    pub async fn replay_callback(&self, _actor: Actor, id: ExecutionId) -> Result<Execution, ServiceError> {
        let next = self.clock.now();
        let row = self
            .note(id, |row| match row.callback {
                None => Err(ServiceError::NoCallback),
                Some(CallbackState::Waiting) => Err(NoTransition::NotBegun.into()),
                Some(state) => Ok(Some((CallbackState::Due { attempts: state.attempts(), next }, None))),
            })
            .await?;
        self.call_back(id, next);
        Ok(row)
    }

    /// Sends a deployment's test delivery to a URL, and says what became of it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; [`ServiceError::NoDoor`] where nobody is called back, [`ServiceError::Invalid`]
    /// where the URL is none.
    pub async fn test_callback(&self, of: DeploymentId, url: String) -> Result<CallbackAttempt, ServiceError> {
        let deployment = self.called_back(of)?;
        check_url("url", &url)?;
        let execution = ExecutionId::new(self.new_uuid());
        let runnable = self.runnable(deployment.digest).await.ok();
        let outputs = runnable.iter().flat_map(|it| it.interface.outputs.iter().map(|output| output.name.as_str()));
        let body = body::test(execution, outputs);
        let (version, digest) = (deployment.version, deployment.digest);
        let about = About { deployment: of, version, digest, status: None };
        let delivery = Delivery { execution, url, body, about, secrets: self.secrets(of).await? };
        let time = Arc::clone(&self.clock);
        let attempted = attempt(&*self.callbacks.sender, &move || time.now(), &delivery, 0).await;
        Ok(attempted.attempt)
    }

    /// Makes another secret to sign a deployment's callbacks with; the one before it stays valid beside it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; [`ServiceError::NoDoor`] where nobody is called back.
    pub async fn rotate_callback_secret(&self, _actor: Actor, of: DeploymentId) -> Result<String, ServiceError> {
        self.called_back(of)?;
        let previous = self.store.callback_secrets(of).await?.map(|it| it.current);
        self.put_secret(of, previous).await
    }

    /// Makes the first secret of a deployment that is about to be made; none where nothing brings it requests.
    pub(crate) async fn first_callback_secret(
        &self,
        of: DeploymentId,
        kind: DeploymentType,
    ) -> Result<Option<String>, ServiceError> {
        if kind.no_door().is_some() { Ok(None) } else { self.put_secret(of, None).await.map(Some) }
    }

    /// A deployment whose callers can be called back.
    fn called_back(&self, of: DeploymentId) -> Result<Deployment, ServiceError> {
        let deployment = self.deployment(of)?;
        deployment.kind.no_door().map_or(Ok(deployment), |why| Err(ServiceError::NoDoor(why)))
    }

    /// Has a deployment's callbacks signed with what another's are signed with: it takes its place, and who is called
    /// back knows it. One without gets its first.
    pub(crate) async fn carry_secrets(
        &self,
        from: DeploymentId,
        to: DeploymentId,
        kind: DeploymentType,
    ) -> Result<(), ServiceError> {
        match self.store.callback_secrets(from).await? {
            Some(secrets) => Ok(self.store.put_callback_secrets(to, secrets).await?),
            None => self.first_callback_secret(to, kind).await.map(|_| ()),
        }
    }

    async fn put_secret(&self, of: DeploymentId, previous: Option<[u8; 32]>) -> Result<String, ServiceError> {
        let mut current = [0; 32];
        getrandom::fill(&mut current).map_err(|error| ServiceError::Unavailable(error.to_string()))?;
        let secrets = CallbackSecrets { current, previous, since: self.clock.now() };
        self.store.put_callback_secrets(of, secrets).await?;
        Ok(Secret::from(current).reveal())
    }

    /// What a deployment's callbacks are signed with: the newest first.
    async fn secrets(&self, of: DeploymentId) -> Result<Vec<Secret>, ServiceError> {
        let secrets = self.store.callback_secrets(of).await?;
        Ok(secrets.into_iter().flat_map(|it| [Some(it.current), it.previous]).flatten().map(Secret::from).collect())
    }

    async fn callback_url(&self, of: ExecutionId) -> Result<Option<String>, ServiceError> {
        let url = self.store.execution_part(of, Part::CallbackUrl).await?;
        Ok(url.map(|url| String::from_utf8_lossy(&url).into_owned()))
    }

    /// Notes how far a callback is, with all attempts where there is another one. `decide` gives nothing where
    /// nothing is to be noted.
    async fn note(
        &self,
        id: ExecutionId,
        decide: impl Fn(&Execution) -> Result<Option<(CallbackState, Option<CallbackAttempt>)>, ServiceError>,
    ) -> Result<Execution, ServiceError> {
        for _ in 0..ATTEMPTS {
            let row = self.store.execution(id).await?.ok_or_else(|| not_found("execution", id))?;
            let Some((state, attempt)) = decide(&row)? else { return Ok(row) };
            let kept = self.store.execution_part(id, Part::Attempts).await?;
            let mut attempts: Vec<CallbackAttempt> = crate::executions::read_part(kept)?;
            attempts.extend(attempt);
            let attempts = crate::executions::write_part(&attempts)?;
            match self.store.note_callback(NoteCallback { id, expected: row.row, state, attempts }).await {
                Ok(row) => {
                    self.runs.board.note(row.clone());
                    return Ok(row);
                }
                Err(error) if crate::service::is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("execution"))
    }
}

/// Whether a text is where callbacks can be sent. Whether its address may be reached is looked at on each try.
pub(crate) fn check_url(member: &'static str, url: &str) -> Result<(), ServiceError> {
    let problem = match () {
        () if !is_http_url(url) => "a callback is an http or https URL".to_owned(),
        () if url.len() > MAX_URL_BYTES => format!("a callback's URL has at most {MAX_URL_BYTES} bytes"),
        () => return Ok(()),
    };
    Err(ServiceError::Invalid { member, problem })
}
