//! `Script`: a small program in the Rhai language. It computes; it cannot reach files, the network or the clock.

use super::variables;
use crate::{
    Limits, NodeType, Value,
    builtin::{
        big_stack,
        node::{Call, Done, Node, NodeFailure, NodeResult},
    },
    node_type::InputSpec,
    python::text,
};
use rhai::{
    Dynamic, Engine, EvalAltResult, Scope,
    packages::{
        ArithmeticPackage, BasicArrayPackage, BasicBlobPackage, BasicIteratorPackage, BasicMapPackage,
        BasicMathPackage, BasicStringPackage, BitFieldPackage, LogicPackage, MoreStringPackage, Package,
    },
    serde::{from_dynamic, to_dynamic},
};
use serde_json::Value as Json;

pub(super) fn node() -> Node {
    let spec = NodeType::new("Script", "Script", "brine/logic")
        .about("Runs a Rhai script with the values a, b, c and d; its last expression is the result.")
        .takes([InputSpec::lines("script")])
        .takes(variables::inputs())
        .gives_named("*", "result");
    Node::heavy(spec, run).checked(check)
}

fn check(input: &str, value: &Json, limits: &Limits) -> Result<(), String> {
    if input != "script" {
        return Ok(());
    }
    variables::check_length(&text::str(value))?;
    let compiled =
        big_stack::run(|| engine(limits).compile(text::str(value)).map(drop).map_err(|error| error.to_string()));
    compiled.map_err(|failure| failure.message)?
}

fn run(call: &Call) -> NodeResult {
    let script = call.arguments.text("script")?;
    variables::check_length(script).map_err(|why| NodeFailure::new("SizeLimit", &why))?;
    let (limits, stop) = (&call.context.limits, call.stop.clone());
    let result = big_stack::run(|| {
        let mut engine = engine(limits);
        engine.on_progress(move |_| stop.is_cancelled().then_some(Dynamic::UNIT));
        let (events, node) = (call.context.events.clone(), call.node.clone());
        engine.on_print(move |line| events.progress(&node, format!("{line}\n")));
        let mut scope = Scope::new();
        for (name, value) in variables::values(call) {
            scope.push_dynamic(name, to_dynamic(value).map_err(|error| failed(&error))?);
        }
        let result = engine.eval_with_scope::<Dynamic>(&mut scope, script).map_err(|error| failed(&error))?;
        from_dynamic::<Json>(&result).map_err(|error| failed(&error))
    })?;
    Done::value(Value::from_json(&result?))
}

fn engine(limits: &Limits) -> Engine {
    let mut engine = Engine::new_raw();
    // Not the core package: it can put a thread to sleep.
    ArithmeticPackage::new().register_into_engine(&mut engine);
    LogicPackage::new().register_into_engine(&mut engine);
    BasicStringPackage::new().register_into_engine(&mut engine);
    MoreStringPackage::new().register_into_engine(&mut engine);
    BasicMathPackage::new().register_into_engine(&mut engine);
    BasicArrayPackage::new().register_into_engine(&mut engine);
    BasicIteratorPackage::new().register_into_engine(&mut engine);
    BasicBlobPackage::new().register_into_engine(&mut engine);
    BasicMapPackage::new().register_into_engine(&mut engine);
    BitFieldPackage::new().register_into_engine(&mut engine);
    let bytes = usize::try_from(limits.value_bytes).unwrap_or(usize::MAX);
    let depth = limits.script_depth as usize;
    engine.set_max_operations(limits.script_operations);
    engine.set_max_call_levels(depth);
    engine.set_max_expr_depths(depth, depth);
    engine.set_max_string_size(bytes);
    engine.set_max_array_size(bytes / 16);
    engine.set_max_map_size(bytes / 64);
    engine.set_max_variables(1_000);
    engine.set_max_functions(200);
    engine.disable_symbol("eval");
    engine
}

fn failed(error: &EvalAltResult) -> NodeFailure {
    let kind = match error {
        EvalAltResult::ErrorTooManyOperations(..) | EvalAltResult::ErrorStackOverflow(..) => "StepLimit",
        EvalAltResult::ErrorDataTooLarge(..) => "SizeLimit",
        EvalAltResult::ErrorTerminated(..) => "Cancelled",
        _ => "ScriptError",
    };
    NodeFailure::new(kind, &error.to_string())
}
