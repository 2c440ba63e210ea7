//! What the server hands to server functions: the service, and a way to say why not.

use crate::AppError;
use axum::http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::{Service, ServiceError};

/// The service that the server put into the context.
///
/// # Errors
/// [`AppError::Internal`] outside of a request.
pub(crate) fn service() -> Result<Service, AppError> {
    use_context::<Service>().ok_or(AppError::Internal)
}

/// Translates a service's refusal for the browser and gives the answer its status.
pub(crate) fn refuse(error: ServiceError) -> AppError {
    let status = status_of(&error);
    if status.is_server_error() {
        tracing::error!(error = ?error, "A server function failed");
    }
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
    translate(error)
}

/// The HTTP status that says what a refusal means.
pub fn status_of(error: &ServiceError) -> StatusCode {
    match error {
        ServiceError::NotFound { .. } => StatusCode::NOT_FOUND,
        ServiceError::Stale(_) => StatusCode::PRECONDITION_FAILED,
        ServiceError::Conflict(_)
        | ServiceError::Untested(_)
        | ServiceError::NotResumable(_)
        | ServiceError::Paused(_)
        | ServiceError::NoCallback
        | ServiceError::NotDeleted
        | ServiceError::Moved
        | ServiceError::NoDoor(_)
        | ServiceError::NoTransition(_) => StatusCode::CONFLICT,
        ServiceError::Busy { .. } => StatusCode::TOO_MANY_REQUESTS,
        ServiceError::Query(_) => StatusCode::BAD_REQUEST,
        ServiceError::Invalid { .. }
        | ServiceError::Hindered { .. }
        | ServiceError::Input { .. }
        | ServiceError::KeyTaken
        | ServiceError::Unreadable(_)
        | ServiceError::NotDeployable(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        ServiceError::Full => StatusCode::INSUFFICIENT_STORAGE,
        ServiceError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        ServiceError::Corrupt(_) | ServiceError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A service's refusal as pages show it.
pub fn translate(error: ServiceError) -> AppError {
    let message = error.to_string();
    match error {
        ServiceError::NotFound { .. } => AppError::NotFound { message },
        ServiceError::Stale(current) => AppError::Stale { saved: current.revision },
        ServiceError::Conflict(_)
        | ServiceError::Untested(_)
        | ServiceError::NotResumable(_)
        | ServiceError::Paused(_)
        | ServiceError::NoCallback
        | ServiceError::NotDeleted
        | ServiceError::Moved
        | ServiceError::NoDoor(_)
        | ServiceError::Hindered { .. }
        | ServiceError::NoTransition(_) => AppError::Conflict { message },
        ServiceError::Busy { .. } => AppError::Unavailable { message },
        ServiceError::Input { details, faults } => AppError::Inputs { message: details, faults },
        ServiceError::KeyTaken => AppError::Invalid { member: String::new(), message },
        ServiceError::Invalid { member, problem } => AppError::Invalid { member: member.to_owned(), message: problem },
        ServiceError::Query(_) | ServiceError::TooLarge { .. } => AppError::Invalid { member: String::new(), message },
        ServiceError::Unreadable(problem) => AppError::Unreadable { problem },
        ServiceError::NotDeployable(problems) => AppError::NotDeployable { message, problems },
        ServiceError::Full | ServiceError::Unavailable(_) => AppError::Unavailable { message },
        ServiceError::Corrupt(_) | ServiceError::Internal(_) => AppError::Internal,
    }
}
