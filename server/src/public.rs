//! The door for visitors: web forms and what came of them. They see nothing of the dashboard.

mod policy;
mod visitors;

pub use policy::FormPolicy;
pub(crate) use visitors::{Visitor, Visitors};

use crate::{
    Brine, cookies,
    page_forms::{Posted, Refused, read, values},
};
use app::{
    Refusal, Theme,
    context::status_of,
    public::{RunForm, RunResult, no_form},
};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use domain::Slug;
use service::{PublicForm, ServiceError};

/// `GET /run/{slug}`: the form.
pub(crate) async fn form(State(brine): State<Brine>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    match find(&brine, &slug).await {
        Ok(form) => show(&brine, &headers, form, StatusCode::OK, None),
        Err(error) => absent(&brine, &headers, &error),
    }
}

/// `POST /run/{slug}`: what somebody filled in. Leads to how it goes.
pub(crate) async fn submit(
    State(brine): State<Brine>,
    Path(slug): Path<String>,
    visitor: Option<Extension<Visitor>>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let form = match find(&brine, &slug).await {
        Ok(form) => form,
        Err(error) => return absent(&brine, &headers, &error),
    };
    let refuse = |form, status, refusal: Refusal| show(&brine, &headers, form, status, Some(refusal));
    let posted = match read(request).await {
        Ok(posted) => posted,
        Err(Refused { status, messages, .. }) => {
            return refuse(form, status, Refusal { messages, ..Refusal::default() });
        }
    };
    let fields = posted.fields.clone();
    if let Err(wait) = brine.visitors.let_in(visitor.map(|it| it.0), &headers) {
        let words = format!("Too many requests came from your address. Try again in {wait} s; what you typed is kept.");
        let refusal = Refusal { messages: vec![words], fields, ..Refusal::default() };
        let mut response = refuse(form, StatusCode::TOO_MANY_REQUESTS, refusal);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
        return response;
    }
    match send(&brine, form.slug, &posted).await {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(error) => {
            let status = status_of(&error);
            let refused = Refused::from(error);
            let refusal = Refusal { messages: refused.messages, faults: refused.faults, fields, ..Refusal::default() };
            refuse(form, status, refusal)
        }
    }
}

/// `GET /run/{slug}/results/{id}`: how far a request is, and what came of it.
pub(crate) async fn result(
    State(brine): State<Brine>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let slug = slug_of(&slug)?;
        let id = id.parse().map_err(|_| ServiceError::NotFound { kind: "result", id: id.clone() })?;
        brine.service.form_result(slug, id).await
    };
    match found.await {
        Ok((PublicForm { slug, form, deployment, .. }, detail)) => {
            let page = RunResult { slug, form, detail, nodes: deployment.nodes };
            let html = page.document(cookies::theme(&headers), &brine.assets);
            answer(&brine, StatusCode::OK, html)
        }
        Err(error) => absent(&brine, &headers, &error),
    }
}

async fn send(brine: &Brine, slug: Slug, posted: &Posted) -> Result<HeaderValue, ServiceError> {
    let execution = brine.service.submit_form(slug, &values(posted)).await?;
    let to = format!("/run/{slug}/results/{}", execution.id);
    HeaderValue::try_from(to).map_err(|error| ServiceError::Internal(error.into()))
}

async fn find(brine: &Brine, slug: &str) -> Result<PublicForm, ServiceError> {
    brine.service.public_form(slug_of(slug)?).await
}

/// An address that cannot be one leads nowhere.
fn slug_of(text: &str) -> Result<Slug, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound { kind: "form", id: text.chars().take(64).collect() })
}

fn show(
    brine: &Brine,
    headers: &HeaderMap,
    form: PublicForm,
    status: StatusCode,
    refusal: Option<Refusal>,
) -> Response {
    let PublicForm { deployment, form, shown, .. } = form;
    let page = RunForm { form, shown, status: deployment.status, pause: deployment.pause, refusal };
    answer(brine, status, page.document(cookies::theme(headers), &brine.assets))
}

fn absent(brine: &Brine, headers: &HeaderMap, error: &ServiceError) -> Response {
    let status = status_of(error);
    let (title, words) = if status == StatusCode::NOT_FOUND {
        ("Nothing here", "There is no form at this address, or no longer. Ask whoever gave you the link.".to_owned())
    } else {
        tracing::error!(error = ?error, "A form could not be shown");
        ("This form cannot be shown now", "Try again in a moment.".to_owned())
    };
    let theme: Theme = cookies::theme(headers);
    answer(brine, status, no_form(title, words, theme, &brine.assets))
}

fn answer(brine: &Brine, status: StatusCode, html: String) -> Response {
    (status, [(header::CONTENT_SECURITY_POLICY, brine.forms.content_policy())], Html(html)).into_response()
}
