//! What a browser without JavaScript posts: each form to its page's own address.
//!
//! A third, thin door onto the service. After success the reader is sent on;
//! after a refusal the same page comes again, with what was typed.

use super::{flash, form_body::FormBody, refuse};
use crate::state::AppState;
use app::{PageForm, Refusal, Theme, context::status_of};
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    Actor, DeploymentStatus, InvalidName, InvalidReason, Name, Reason, Revision, import::without_form_line_breaks,
};
use serde_json::{Map, Value};
use service::{DeployOrder, Expected, Service, ServiceError, Source};

/// Where the reader goes after success, and what is said there.
struct Done {
    to: String,
    toast: String,
}

/// Why a form was refused: one line for each thing.
struct Refused {
    status: StatusCode,
    messages: Vec<String>,
}

/// Does what a form asks for.
pub(super) async fn post(state: AppState, request: Request) -> Response {
    let address = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let headers = request.headers().clone();
    let body = match FormBody::read(request, &state).await {
        Ok(body) => body,
        Err((status, message)) => {
            let refusal = Refusal { messages: vec![message], ..Refusal::default() };
            return refuse(&state, &address, &headers, status, refusal).await;
        }
    };
    let back = body.field("back").filter(|path| is_local(path)).map(str::to_owned);
    match act(&state.service, &body).await {
        Ok(Outcome::Theme(theme)) => theme_cookie(theme, &back.unwrap_or(address)),
        Ok(Outcome::Done(done)) => redirect(&back.unwrap_or(done.to), &done.toast),
        Err(refused) => refuse_form(&state, &address, &headers, body, refused).await,
    }
}

enum Outcome {
    Done(Done),
    Theme(Theme),
}

async fn act(service: &Service, body: &FormBody) -> Result<Outcome, Refused> {
    let fields: Map<String, Value> =
        body.fields.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
    let form: PageForm = serde_json::from_value(Value::Object(fields)).map_err(|error| Refused {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        messages: vec![format!("this form cannot be read: {error}")],
    })?;
    let done = match form {
        PageForm::SetTheme { theme } => {
            let theme = theme.parse().map_err(|error: app::UnknownTheme| Refused::field(&error))?;
            return Ok(Outcome::Theme(theme));
        }
        PageForm::SetStatus { id, status } => {
            let it = service.set_status(Actor::Browser, id, status).await?;
            let word = if status == DeploymentStatus::Paused { "paused" } else { "resumed" };
            Done { to: format!("/deployments/{id}"), toast: format!("{} {word}", it.name) }
        }
        PageForm::RenameDeployment { id, name } => {
            let it = service.rename_deployment(Actor::Browser, id, parse_name(&name)?).await?;
            Done { to: format!("/deployments/{id}"), toast: format!("Renamed to {}", it.name) }
        }
        PageForm::DeleteDeployment { id } => {
            let it = service.delete_deployment(Actor::Browser, id).await?;
            Done { to: "/deployments".to_owned(), toast: format!("{} deleted", it.name) }
        }
        PageForm::Import { text } => import(service, body, &text).await?,
        PageForm::LoadExamples => {
            let all = service.load_examples(Actor::Browser).await?;
            Done { to: "/workflows".to_owned(), toast: format!("{} examples imported", all.len()) }
        }
        PageForm::SaveWorkflow { id, expected, graph } => {
            let expected =
                expected.parse().map(Revision::new).map_err(|_| Refused::field(&"the revision is missing"))?;
            let graph = without_form_line_breaks(&graph);
            let saved = service.save_workflow(Actor::Browser, id, Expected::Revision(expected), None, graph).await?;
            Done { to: format!("/workflows/{id}"), toast: format!("Revision {} saved", saved.workflow.revision) }
        }
        PageForm::RenameWorkflow { id, name } => {
            let it = service.rename_workflow(Actor::Browser, id, parse_name(&name)?).await?;
            Done { to: format!("/workflows/{id}"), toast: format!("Renamed to {}", it.name) }
        }
        PageForm::DuplicateWorkflow { id } => {
            let it = service.duplicate_workflow(Actor::Browser, id).await?;
            Done { to: format!("/workflows/{}", it.id), toast: format!("{} made", it.name) }
        }
        PageForm::DeleteWorkflow { id } => {
            let it = service.delete_workflow(Actor::Browser, id, Expected::Newest).await?;
            Done { to: "/workflows".to_owned(), toast: format!("{} deleted; its deployments stay", it.name) }
        }
        PageForm::Deploy { workflow, kind, name, reason } => {
            let name = if name.trim().is_empty() { None } else { Some(parse_name(&name)?) };
            let reason = Reason::from_field(&reason).map_err(|error: InvalidReason| Refused::field(&error))?;
            let order = DeployOrder { workflow, kind, name, reason };
            let it = service.deploy(Actor::Browser, order).await?;
            Done { to: format!("/deployments/{}", it.id), toast: format!("{} {} deployed", it.name, it.version) }
        }
    };
    Ok(Outcome::Done(done))
}

/// Imports each file and the typed text, each with its own result: what can be imported is.
async fn import(service: &Service, body: &FormBody, text: &str) -> Result<Done, Refused> {
    let files = body.files.iter().map(|(name, bytes)| (Some(name.clone()), String::from_utf8(bytes.clone()).ok()));
    let typed = (!text.trim().is_empty()).then(|| (None, Some(without_form_line_breaks(text))));
    let sources: Vec<_> = files.chain(typed).collect();
    if sources.is_empty() {
        return Err(Refused::field(&"choose a file, or paste a workflow's JSON"));
    }
    let (mut imported, mut status, mut messages) = (Vec::new(), None, Vec::new());
    for (file_name, text) in sources {
        let from = file_name.clone().unwrap_or_else(|| "The pasted text".to_owned());
        let Some(text) = text else {
            messages.push(format!("{from}: not a text file (UTF-8)"));
            continue;
        };
        match service.import(Actor::Browser, Source { text, name: None, file_name }).await {
            Ok(it) => imported.push(it.workflow),
            Err(error) => {
                status = Some(status_of(&error));
                messages.push(format!("{from}: {error}"));
            }
        }
    }
    let names: Vec<_> = imported.iter().map(|it| it.name.to_string()).collect();
    match (messages.is_empty(), imported.as_slice()) {
        (true, [one]) => Ok(Done { to: format!("/workflows/{}", one.id), toast: format!("{} imported", one.name) }),
        (true, _) => Ok(Done { to: "/workflows".to_owned(), toast: format!("{} imported", names.join(", ")) }),
        (false, _) => {
            if !names.is_empty() {
                messages.push(format!("Imported all the same: {}", names.join(", ")));
            }
            Err(Refused { status: status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), messages })
        }
    }
}

fn parse_name(text: &str) -> Result<Name, Refused> {
    text.parse().map_err(|error: InvalidName| Refused::field(&error))
}

impl Refused {
    fn field(error: &impl ToString) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, messages: vec![error.to_string()] }
    }
}

impl From<ServiceError> for Refused {
    fn from(error: ServiceError) -> Self {
        let mut messages = vec![error.to_string()];
        if let ServiceError::NotDeployable(problems) = &error {
            messages.extend(problems.iter().map(ToString::to_string));
        }
        Self { status: status_of(&error), messages }
    }
}

async fn refuse_form(
    state: &AppState,
    address: &str,
    headers: &HeaderMap,
    body: FormBody,
    refused: Refused,
) -> Response {
    let action = body.field("do").unwrap_or_default().to_owned();
    let refusal = Refusal { action, messages: refused.messages, fields: body.fields };
    refuse(state, address, headers, refused.status, refusal).await
}

fn redirect(to: &str, toast: &str) -> Response {
    let mut response = see_other(to);
    response.headers_mut().append(header::SET_COOKIE, flash::left(toast));
    response
}

fn theme_cookie(theme: Theme, to: &str) -> Response {
    let mut response = see_other(to);
    let cookie = flash::set(Theme::COOKIE, theme.as_str(), 365 * 24 * 60 * 60);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

fn see_other(to: &str) -> Response {
    let location = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/deployments"));
    ([(header::LOCATION, location)], StatusCode::SEE_OTHER).into_response()
}

/// Whether a path stays on this site: browsers read `//host` and `/\host` as another one.
fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic())
}
