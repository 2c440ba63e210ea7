//! A web form on the wire.

use domain::{FormInput, FormOutput, Slug, WebForm};
use serde::Deserialize;
use service::FormOrder;
use utoipa::ToSchema;

/// A web form, and where it is. Unknown members are refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FormJson {
    /// Where people find it: `/run/{slug}`. Lower-case letters, digits and single hyphens; it must not lead anywhere yet.
    #[schema(value_type = String, min_length = 1, max_length = 48)]
    slug: Slug,
    /// What the page is headed with.
    #[schema(max_length = 120)]
    #[serde(default)]
    heading: String,
    /// What stands below the heading; line breaks are kept.
    #[schema(max_length = 2000)]
    #[serde(default)]
    description: String,
    /// The words on the button; empty means `Run`.
    #[schema(max_length = 40)]
    #[serde(default)]
    button: String,
    /// What is said of inputs otherwise than the graph does.
    #[serde(default)]
    inputs: Vec<FormInputJson>,
    /// What is said of outputs otherwise than the graph does.
    #[serde(default)]
    outputs: Vec<FormOutputJson>,
}

/// What a form says of one input.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FormInputJson {
    /// The node that asks for it.
    node: String,
    /// What it is called; empty means as the graph calls it.
    #[schema(max_length = 120)]
    #[serde(default)]
    label: String,
    /// What stands in the field at first; empty means the graph's own.
    #[schema(max_length = 2000)]
    #[serde(default)]
    default: String,
    /// Whether it must be filled in, also where the graph could do without.
    #[serde(default)]
    required: bool,
}

/// What a form says of one output.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FormOutputJson {
    /// The node that gives it.
    node: String,
    /// What it is called; empty means as the graph calls it.
    #[schema(max_length = 120)]
    #[serde(default)]
    label: String,
}

impl From<FormJson> for FormOrder {
    fn from(json: FormJson) -> Self {
        let FormJson { slug, heading, description, button, inputs, outputs } = json;
        let input = |FormInputJson { node, label, default, required }| FormInput { node, label, default, required };
        let output = |FormOutputJson { node, label }| FormOutput { node, label };
        let (inputs, outputs) = (inputs.into_iter().map(input).collect(), outputs.into_iter().map(output).collect());
        Self { slug, form: WebForm { heading, description, button, inputs, outputs } }
    }
}
