//! Where the links of the UI format begin, by the links' ids: inputs name no node, but a link.

use crate::{Snapshot, step::Input};
use serde_json::Value as Json;
use std::collections::HashMap;

/// Where links begin: node and output.
pub(crate) struct LinkEnds<'a>(HashMap<u64, (&'a str, u32)>);

impl<'a> LinkEnds<'a> {
    /// Reads them; there are none in the API format.
    pub(crate) fn read(snapshot: &'a Snapshot) -> Self {
        let Some(links) = snapshot.json()["links"].as_array().filter(|_| snapshot.is_ui()) else {
            return Self(HashMap::new());
        };
        // Ids as the graph has them: numbers are texts there.
        let ids: HashMap<&str, &str> =
            snapshot.graph().nodes.iter().map(|node| (node.id.as_str(), node.id.as_str())).collect();
        let part = |link: &'a Json, place: usize, name: &str| link.get(place).or_else(|| link.get(name));
        let end = |link: &'a Json| {
            let id = part(link, 0, "id")?.as_u64()?;
            let from = match part(link, 1, "origin_id")? {
                Json::String(id) => id.clone(),
                number => number.as_f64()?.to_string(),
            };
            let output = part(link, 2, "origin_slot").and_then(Json::as_u64).and_then(|it| u32::try_from(it).ok());
            Some((id, (*ids.get(from.as_str())?, output.unwrap_or_default())))
        };
        Self(links.iter().filter_map(end).collect())
    }

    /// What an input is linked to, where it is.
    pub(crate) fn of(&self, port: &Json) -> Option<Input<'a>> {
        let (node, output) = *self.0.get(&port.get("link")?.as_u64()?)?;
        Some(Input::Link { node, output })
    }
}
