//! The control of the durable toggles: a log that appends and fdatasyncs in groups, and nothing else.

use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
};
use tokio::sync::{mpsc, oneshot};

/// How many records wait at most, and share one fdatasync: as in the store.
const QUEUE: usize = 1_024;
const GROUP: usize = 512;

type Request = (Vec<u8>, oneshot::Sender<()>);

/// The log's handle.
#[derive(Debug, Clone)]
pub(crate) struct ControlLog(mpsc::Sender<Request>);

impl ControlLog {
    /// Starts a log in a new file.
    pub(crate) fn start(file: &Path) -> io::Result<Self> {
        let file = File::options().append(true).create_new(true).open(file)?;
        let (requests, inbox) = mpsc::channel(QUEUE);
        std::thread::Builder::new().name("control".into()).spawn(move || run(file, inbox))?;
        Ok(Self(requests))
    }

    /// Appends a record, and returns once it is durable.
    pub(crate) async fn append(&self, record: Vec<u8>) -> anyhow::Result<()> {
        let (answer, answered) = oneshot::channel();
        self.0.send((record, answer)).await?;
        Ok(answered.await?)
    }
}

fn run(mut file: File, mut inbox: mpsc::Receiver<Request>) {
    let mut group = Vec::with_capacity(GROUP);
    let mut bytes = Vec::new();
    while inbox.blocking_recv_many(&mut group, GROUP) > 0 {
        bytes.clear();
        group.iter().for_each(|(record, _)| bytes.extend_from_slice(record));
        if file.write_all(&bytes).and_then(|()| file.sync_data()).is_err() {
            // Those who wait are told by the end of their channel.
            return;
        }
        group.drain(..).for_each(|(_, answer)| drop(answer.send(())));
    }
}
