//! Many deployments as one ZIP archive, made while it is sent: no more than one snapshot is held at a time.
//!
//! The same deployments make the same bytes: the files bear no time.

use crate::{Chosen, Service, ServiceError, blocking};
use bytes::Bytes;
use domain::{
    Deployment, DeploymentId,
    download::{download_file_name, download_json},
};
use futures::{Stream, stream};
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
    vec,
};
use zip::{
    CompressionMethod, ZipWriter,
    result::ZipResult,
    write::{SimpleFileOptions, StreamWriter},
};

/// What lists the files of an archive, in it.
const MANIFEST: &str = "manifest.json";

impl Service {
    /// The files of *Download JSON* of many deployments, with a manifest, as a ZIP archive in pieces.
    ///
    /// A deployment that is gone by the time of its turn is in the manifest, with the reason. Where the store cannot be
    /// read the pieces end with an error, and the archive is not whole.
    ///
    /// # Errors
    /// As [`Service::chosen`].
    pub fn archive(
        &self,
        chosen: Chosen,
    ) -> Result<impl Stream<Item = Result<Bytes, ServiceError>> + Send + use<>, ServiceError> {
        let ids = self.chosen(chosen)?;
        let sink = Sink::default();
        let archive = Archive {
            service: self.clone(),
            left: ids.into_iter(),
            names: HashSet::new(),
            files: Vec::new(),
            missing: Vec::new(),
            zip: ZipWriter::new_stream(sink.clone()),
            sink,
        };
        Ok(stream::try_unfold(Some(archive), |archive| async {
            match archive {
                Some(archive) => archive.step().await.map(Some),
                None => Ok(None),
            }
        }))
    }
}

/// An archive that is being made.
struct Archive {
    service: Service,
    left: vec::IntoIter<DeploymentId>,
    /// The names that are taken, in lower case: some file systems know no other.
    names: HashSet<String>,
    files: Vec<Value>,
    missing: Vec<Value>,
    zip: ZipWriter<StreamWriter<Sink>>,
    sink: Sink,
}

impl Archive {
    /// Makes the next piece; after the last one nothing is left.
    async fn step(mut self) -> Result<(Bytes, Option<Self>), ServiceError> {
        let Some(id) = self.left.next() else {
            let manifest = json!({ "brine_archive": 1, "deployments": self.files, "missing": self.missing });
            let (mut zip, sink) = (self.zip, self.sink);
            let written = blocking::run(move || {
                add(&mut zip, MANIFEST, &format!("{manifest:#}\n")).and_then(|()| zip.finish()).map(drop)
            });
            written.await?.map_err(broken)?;
            return Ok((sink.take(), None));
        };
        match self.read(id).await {
            Ok((deployment, text)) => {
                let name = self.free_name(&download_file_name(&deployment));
                self.files.push(listed(&deployment, &name));
                let mut zip = self.zip;
                let written = blocking::run(move || {
                    let added = add(&mut zip, &name, &text);
                    added.map(|()| zip)
                });
                self.zip = written.await?.map_err(broken)?;
            }
            Err(error @ ServiceError::NotFound { .. }) => {
                self.missing.push(json!({ "id": id.to_string(), "why": error.to_string() }));
            }
            Err(error) => return Err(error),
        }
        Ok((self.sink.take(), Some(self)))
    }

    async fn read(&self, id: DeploymentId) -> Result<(Deployment, String), ServiceError> {
        let deployment = self.service.deployment(id)?;
        let graph = self.service.graph(deployment.digest).await?;
        let graph = std::str::from_utf8(&graph).map_err(|error| ServiceError::Internal(error.into()))?;
        let text = download_json(&deployment, graph);
        Ok((deployment, text))
    }

    /// The name, or where it is taken the name with a number: `Poster v1 (2).json`.
    fn free_name(&mut self, name: &str) -> String {
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let numbered = (2_u32..).map(|number| format!("{stem} ({number}).json"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|name| self.names.insert(name.to_lowercase()));
        free.unwrap_or_else(|| name.to_owned())
    }
}

fn listed(it: &Deployment, file: &str) -> Value {
    json!({
        "file": file,
        "id": it.id,
        "name": it.name,
        "version": it.version,
        "digest": it.digest,
        "workflow": it.workflow.id,
    })
}

fn add(zip: &mut ZipWriter<StreamWriter<Sink>>, name: &str, text: &str) -> ZipResult<()> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file(name, options)?;
    Ok(zip.write_all(text.as_bytes())?)
}

fn broken(error: zip::result::ZipError) -> ServiceError {
    ServiceError::Internal(error.into())
}

/// Where the archive is written to, until it is taken and sent.
#[derive(Debug, Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
