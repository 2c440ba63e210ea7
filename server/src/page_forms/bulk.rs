//! What is done with the selected cards, or with all that the page's address finds.

use super::{
    act::{Done, Refused, invalid, parse},
    read::Posted,
};
use app::pages::BulkDeletePage;
use axum::http::{StatusCode, Uri};
use domain::{Actor, BulkAction, DeploymentId, DeploymentQuery, Reason};
use service::{BulkOrder, Chosen, Service};

/// Does it; before a delete it is asked, with the name of each.
pub(super) async fn bulk(
    service: &Service,
    posted_to: &Uri,
    posted: &Posted,
    action: &str,
    is_all: bool,
    is_confirmed: bool,
) -> Result<Done, Refused> {
    let chosen = chosen(posted_to, posted, is_all)?;
    if action == "download" {
        return download(service, chosen);
    }
    let action: BulkAction = parse("action", action)?;
    let typed = posted.field("reason").unwrap_or_default();
    let reason = Reason::from_field(typed).map_err(|error| invalid("reason", error))?;
    if action == BulkAction::Delete && !is_confirmed {
        return ask(service, posted_to, chosen, typed);
    }
    let report = service.bulk(Actor::Browser, BulkOrder { action, chosen, reason }).await?;
    Ok(Done { bulk: Some(report), ..Done::default() })
}

fn chosen(posted_to: &Uri, posted: &Posted, is_all: bool) -> Result<Chosen, Refused> {
    if is_all {
        // An address without a meaning shows everything, but nobody means that by it.
        let query = DeploymentQuery::from_search(posted_to.query().unwrap_or_default());
        return query.map(Chosen::Query).map_err(|error| Refused::new(StatusCode::BAD_REQUEST, error.to_string()));
    }
    let ids = posted.fields.iter().filter(|(name, _)| name == "id");
    let ids: Vec<DeploymentId> = ids.map(|(_, id)| parse("id", id)).collect::<Result<_, _>>()?;
    Ok(Chosen::Ids(ids))
}

/// Leads to the archive: a file, so the page stays.
fn download(service: &Service, chosen: Chosen) -> Result<Done, Refused> {
    let query = match &chosen {
        Chosen::Query(query) => query.with_page(1).to_string(),
        Chosen::Ids(ids) => {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            pairs.extend_pairs(ids.iter().map(|id| ("id", id.to_string())));
            pairs.finish()
        }
    };
    service.chosen(chosen)?;
    Ok(Done { to: Some(["/api/v1/deployments/archive?", &query].concat()), ..Done::default() })
}

fn ask(service: &Service, posted_to: &Uri, chosen: Chosen, reason: &str) -> Result<Done, Refused> {
    let catalogue = service.catalogue();
    let there = service.chosen(chosen)?.into_iter().filter_map(|id| catalogue.deployment(id));
    let chosen: Vec<_> = there.map(|it| (it.id, it.name.clone(), it.version)).collect();
    if chosen.is_empty() {
        return Err(Refused::new(StatusCode::NOT_FOUND, "none of the selected deployments is there any more"));
    }
    let back = posted_to.path_and_query().map_or("/deployments", |it| it.as_str()).to_owned();
    Ok(Done { ask: Some(BulkDeletePage { chosen, reason: reason.to_owned(), back }), ..Done::default() })
}
