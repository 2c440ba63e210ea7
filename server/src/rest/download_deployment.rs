//! `GET /api/v1/deployments/{id}/download`: the file of *Download JSON*.

use super::path_id::PathId;
use crate::{Brine, problem::Problem};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::DeploymentId;
use std::fmt::Write as _;

/// The deployment's configuration with its workflow, byte for byte as deployed, as a file that Brine imports again.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}/download", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "`brine_format`, the deployment's members, `workflow`, `digest` and `graph`", body = Object,
            headers(("Content-Disposition" = String, description = "The file's name"))),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn download_deployment(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Response, Problem> {
    let (name, json) = brine.service.download(id).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, attachment(&name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, json).into_response())
}

/// RFC 6266: the name in ASCII for old clients, and as it is in UTF-8.
fn attachment(name: &str) -> HeaderValue {
    let ascii: String =
        name.chars().map(|c| if matches!(c, ' '..='~') && !"\"\\%".contains(c) { c } else { '_' }).collect();
    let mut text = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        // The characters that RFC 8187 lets stand for themselves.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(attachment(name).to_str().unwrap(), expected);
    }

    #[test]
    fn names_the_file_for_old_and_new_clients() {
        check("Flow v3.json", "attachment; filename=\"Flow v3.json\"; filename*=UTF-8''Flow%20v3.json");
        check(
            "Grüße 🧂.json",
            "attachment; filename=\"Gr__e _.json\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%F0%9F%A7%82.json",
        );
    }

    #[test]
    fn cannot_be_made_to_say_something_else() {
        check(
            "a\"; x=\"b\r\nSet-Cookie: c",
            "attachment; filename=\"a_; x=_b__Set-Cookie: c\"; filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0ASet-Cookie%3A%20c",
        );
    }
}
