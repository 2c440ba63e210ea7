//! The control of the durable toggles: a log that writes and fdatasyncs in groups, and nothing else.

use std::{
    fs::File,
    io::{self, Write as _},
    os::unix::fs::FileExt as _,
    path::Path,
};
use tokio::sync::{mpsc, oneshot};

/// How the log grows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Growth {
    /// At the end of its file.
    Appended,
    /// Within blocks that were written before: the quickest that the disk allows. After the last it begins anew.
    Allocated,
}

/// How long an allocated log is.
const ALLOCATED: usize = 64 * 1_024 * 1_024;
/// How many records wait at most, and share one fdatasync: as in the store.
const QUEUE: usize = 1_024;
const GROUP: usize = 512;

type Request = (Vec<u8>, oneshot::Sender<()>);

/// The log's handle.
#[derive(Debug, Clone)]
pub(crate) struct ControlLog(mpsc::Sender<Request>);

impl ControlLog {
    /// Starts a log in a new file.
    pub(crate) fn start(file: &Path, growth: Growth) -> io::Result<Self> {
        let mut file = File::create_new(file)?;
        if let Growth::Allocated = growth {
            file.write_all(&vec![0; ALLOCATED])?;
            file.sync_all()?;
        }
        let (requests, inbox) = mpsc::channel(QUEUE);
        std::thread::Builder::new().name("control".into()).spawn(move || run(&file, growth, inbox))?;
        Ok(Self(requests))
    }

    /// Appends a record, and returns once it is durable.
    pub(crate) async fn append(&self, record: Vec<u8>) -> anyhow::Result<()> {
        let (answer, answered) = oneshot::channel();
        self.0.send((record, answer)).await?;
        Ok(answered.await?)
    }
}

fn run(file: &File, growth: Growth, mut inbox: mpsc::Receiver<Request>) {
    let mut group = Vec::with_capacity(GROUP);
    let mut bytes = Vec::new();
    let mut end = 0;
    while inbox.blocking_recv_many(&mut group, GROUP) > 0 {
        bytes.clear();
        group.iter().for_each(|(record, _)| bytes.extend_from_slice(record));
        if matches!(growth, Growth::Allocated) && end + bytes.len() > ALLOCATED {
            end = 0;
        }
        if file.write_all_at(&bytes, end as u64).and_then(|()| file.sync_data()).is_err() {
            // Those who wait are told by the end of their channel.
            return;
        }
        end += bytes.len();
        for (_, answer) in group.drain(..) {
            // An error only says that the client has gone.
            let _ = answer.send(());
        }
    }
}
