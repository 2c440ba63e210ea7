//! What goes wrong at Discord now and then.

use axum::{
    Json,
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse as _, Response},
};
use serde_json::json;

/// What the next request meets.
#[derive(Debug, Clone, PartialEq)]
pub enum Mishap {
    /// 429 of Discord's own, which says how long to wait.
    RateLimited {
        /// So many seconds.
        retry_after: f64,
    },
    /// 429 of what stands before Discord: HTML, and the seconds in a header only.
    Throttled {
        /// So many seconds.
        retry_after: u32,
    },
    /// Any status, with HTML.
    Status(u16),
    /// 200 with what is no JSON.
    Gibberish,
    /// No answer, ever.
    Silence,
}

impl Mishap {
    pub(crate) async fn happen(self) -> Response {
        match self {
            Self::RateLimited { retry_after } => {
                let body =
                    json!({"message": "You are being rate limited.", "retry_after": retry_after, "global": false});
                let header = [
                    (RETRY_AFTER, retry_after.ceil().to_string()),
                    ("x-ratelimit-scope".parse().unwrap(), "user".to_owned()),
                ];
                (StatusCode::TOO_MANY_REQUESTS, header, Json(body)).into_response()
            }
            Self::Throttled { retry_after } => {
                (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, retry_after.to_string())], "<html>error 1015</html>")
                    .into_response()
            }
            Self::Status(status) => {
                (StatusCode::from_u16(status).unwrap(), "<html>upstream error</html>").into_response()
            }
            Self::Gibberish => "<html>".into_response(),
            Self::Silence => std::future::pending().await,
        }
    }
}
