//! Compiles and runs a metered query.

use super::{
    meter::{self, Meter},
    metered::metered,
};
use crate::Limits;
use jaq_core::{
    Compiler, Ctx, Native, Vars,
    data::JustLut,
    load::{
        Arena, File, Loader,
        parse::{Def, Term},
    },
    native::{Filter, Fun},
    unwrap_valr,
};
use jaq_json::Val;
use serde_json::Value as Json;
use tokio_util::sync::CancellationToken;

/// How long a query's text may be.
const MAX_QUERY_BYTES: usize = 16 * 1024;

/// What of jaq a query cannot use: the process, its environment and its streams, and the clock.
const WITHHELD: [&str; 10] = [
    "halt",
    "halt_error",
    "env",
    "now",
    "debug",
    "debug_empty",
    "stderr",
    "stderr_empty",
    "range",
    "input_line_number",
];

/// jaq's own `range` counts without ever asking the meter.
const RANGE: &str = "def range($from; $to; $by): $from | if $by > 0 then while(. < $to; . + $by) \
     elif $by < 0 then while(. > $to; . + $by) else while(. != $to; . + $by) end;";

/// The query itself, as a definition.
const QUERY: &str = "brine_query";

/// Why a query gave nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum QueryError {
    /// It is no query.
    #[error("{0}")]
    Query(String),
    /// Its input is no JSON.
    #[error("the input is not JSON: {0}")]
    Json(String),
    /// It failed.
    #[error("{0}")]
    Failed(String),
    /// It went on for too long, or made too much.
    #[error("the query takes too many steps, or makes too large a value")]
    Steps,
}

type Compiled = jaq_core::compile::Filter<Native<JustLut<Val>>>;

/// Says what is wrong with a query.
pub(super) fn check(query: &str) -> Result<(), QueryError> {
    compile(query).map(drop)
}

/// Runs a query; gives its first results.
pub(super) fn run(
    query: &str,
    json: &str,
    most: usize,
    limits: &Limits,
    stop: CancellationToken,
) -> Result<Vec<Json>, QueryError> {
    let program = compile(query)?;
    // serde_json reads first: it bounds how deep the input is nested.
    let json: Json = serde_json::from_str(json).map_err(|error| QueryError::Json(error.to_string()))?;
    let input = jaq_json::read::parse_single(json.to_string().as_bytes());
    let input = input.map_err(|error| QueryError::Json(error.to_string()))?;
    let meter = Meter::start(limits, stop);
    let context = Ctx::<JustLut<Val>>::new(&program.lut, Vars::new([]));
    let mut results = Vec::new();
    for result in program.id.run((context, input)).map(unwrap_valr).take(most) {
        let result = result.map_err(|error| QueryError::Failed(shortened(&error.to_string())));
        let result = if meter.is_used_up() { Err(QueryError::Steps) } else { result }?;
        let json = serde_json::from_str(&result.to_string());
        results.push(json.map_err(|error| QueryError::Failed(format!("a result is no JSON: {error}")))?);
    }
    // What is used up makes every term give nothing: then these results are not all there are.
    if meter.is_used_up() { Err(QueryError::Steps) } else { Ok(results) }
}

fn compile(query: &str) -> Result<Compiled, QueryError> {
    if query.len() > MAX_QUERY_BYTES {
        return Err(QueryError::Query(format!("a query has at most {MAX_QUERY_BYTES} bytes")));
    }
    let term = jaq_core::load::parse(query, |parser| parser.term());
    let Some(term) = term else { return Err(QueryError::Query(where_broken(query))) };
    let own = jaq_core::load::parse(RANGE, |parser| parser.defs()).unwrap_or_default();
    let defs: Vec<Def<&str>> = jaq_core::defs()
        .filter(|def| def.args.len() != 3)
        .chain(jaq_std::defs())
        .chain(jaq_json::defs())
        .filter(|def| !WITHHELD.contains(&def.name) || (def.name == "range" && def.args.len() < 3))
        .collect();
    // Definitions see those before them: `range/3` needs `while/2`, and `range/2` needs `range/3`.
    let (ranges, others): (Vec<_>, Vec<_>) = defs.into_iter().partition(|def| def.name == "range");
    let (early, late) = split_at_while(others);
    let query = Def { name: QUERY, args: Vec::new(), body: term };
    let all = early.into_iter().chain(own).chain(ranges).chain(late).chain([query]);
    let defs = all.map(|def| Def { body: metered(def.body), ..def });
    let arena = Arena::default();
    let modules = Loader::new(defs).load(&arena, File { code: QUERY, path: () });
    let modules = modules.map_err(|_| QueryError::Query("the query cannot be loaded".to_owned()))?;
    let native = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let native = native.filter(|(name, ..): &Fun<JustLut<Val>>| !WITHHELD.contains(name));
    let native = native.chain(meter::natives());
    Compiler::default().with_funs(native).compile(modules).map_err(|errors| {
        let unknown: Vec<String> = errors
            .into_iter()
            .flat_map(|(_, errors)| errors)
            .map(|(name, what)| format!("{} {name} is not known", what.as_str()))
            .collect();
        QueryError::Query(unknown.join("; "))
    })
}

/// The definitions up to `while`, and those after it.
fn split_at_while(mut defs: Vec<Def<&str>>) -> (Vec<Def<&str>>, Vec<Def<&str>>) {
    let place = defs.iter().position(|def| def.name == "while").map_or(defs.len(), |place| place + 1);
    let late = defs.split_off(place);
    (defs, late)
}

fn where_broken(query: &str) -> String {
    let arena = Arena::default();
    let broken = Loader::new([]).load(&arena, File { code: query, path: () });
    match broken.err().and_then(|mut errors| errors.pop()).map(|(_, error)| error) {
        Some(jaq_core::load::Error::Lex(errors)) => {
            let rest = errors.first().map(|(_, rest)| shortened(rest)).filter(|rest| !rest.is_empty());
            let place = rest.map_or_else(|| "the end".to_owned(), |rest| format!("`{rest}`"));
            format!("not a jq query: something is not closed, or no word of the language, before {place}")
        }
        Some(jaq_core::load::Error::Parse(errors)) => {
            let found = errors.first().map(|(expected, found)| (expected.as_str(), shortened(found)));
            let (expected, found) = found.unwrap_or_default();
            let found = if found.is_empty() { "the end".to_owned() } else { format!("`{found}`") };
            format!("not a jq query: {expected} expected, {found} found")
        }
        _ => "not a jq query".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Terms and filters in the types that this file and the meter use.
pub(super) type QueryTerm<'s> = Term<&'s str>;
pub(super) type NativeFilter = Filter<Native<JustLut<Val>>>;
