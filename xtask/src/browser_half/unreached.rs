//! Empties functions that stand in a table of function pointers and that nothing ever calls.
//!
//! With `erase_components`, each view of tachys becomes an `AnyView`: a value beside pointers to the
//! functions of its type. The linker keeps what a pointer names, and all that it calls, whether or
//! not anyone takes that pointer from its place. Some are never taken in our programs: those for
//! hydrating asynchronously, for example, are a second copy of all of hydration, as state machines.
//! That is known from tachys's source only, so it is written down here, a rule each.
//!
//! A rule that is wrong would be a trap in the browser, so none is taken on trust. Each names its
//! entries: the functions that all calls begin with. A program that has one of them is left as it
//! is, and so is one where nothing bears the rule's name; either is said. The browser tests run on
//! what ships. (ADR 0009.)

use anyhow::Context as _;
use std::path::Path;
use walrus::{FunctionId, FunctionKind, Module, ModuleConfig, ir::Unreachable};

/// Functions that nothing calls, and what would make it wrong to say so.
struct Rule {
    /// What their names hold.
    name: &'static str,
    /// What the names of those hold that all their calls begin with.
    entries: &'static [&'static str],
}

const RULES: [Rule; 4] = [
    // Taken by `AnyView::hydrate_async`, which is called by views around it and in the end by `mount::hydrate_lazy`
    // alone. Ours call `mount::hydrate_from` and `mount::mount_to`.
    Rule { name: "::IntoAny>::into_any::hydrate_async::<", entries: &["::hydrate_lazy::<", "::hydrate_from_async::<"] },
    // The elements of a view are asked for where attributes are spread over it from outside. We have none such: each
    // attribute stands on its element. The first is a view's pointer, the second stands in what is `dyn Mountable`.
    Rule { name: "::any_view::elements::<", entries: &["::AnyViewWithAttrs"] },
    Rule { name: "::view::Mountable>::elements", entries: &["::AnyViewWithAttrs"] },
    // Taken where a `<template>` is hydrated and not what the server sent.
    Rule { name: "::into_any_attr::hydrate_from_template::<", entries: &["::ViewTemplate<"] },
];

/// Reads a program that the linker left, and empties what it never enters. Says which rules do not hold for it.
pub(super) fn without(compiled: &Path, program: &str) -> anyhow::Result<Module> {
    let mut config = ModuleConfig::new();
    // What the compiler wrote is well formed.
    config.strict_validate(false).generate_producers_section(false);
    let mut module = config.parse_file(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let names = names(&module);
    for rule in &RULES {
        match rule.find(&names) {
            Found::Unreached(functions) => functions.into_iter().for_each(|it| empty(&mut module, it)),
            Found::Entered(entry) => println!("  LOST in {program}: `{}` is entered, by `{entry}`", rule.name),
            Found::Nothing => println!("  LOST in {program}: nothing is called `{}` any more", rule.name),
        }
    }
    Ok(module)
}

/// What each function is called in its source, without the hashes of crates.
fn names(module: &Module) -> Vec<(FunctionId, String)> {
    let name = |mangled: &str| format!("{:#}", rustc_demangle::demangle(mangled));
    module.funcs.iter().filter_map(|it| Some((it.id(), name(it.name.as_deref()?)))).collect()
}

/// What a program has of a rule's functions.
#[derive(Debug, PartialEq)]
enum Found<'a> {
    /// These, and nothing that could call them.
    Unreached(Vec<FunctionId>),
    /// This one may call them: they have to stay.
    Entered(&'a str),
    /// Nothing of the name: the compiler, or tachys, has changed.
    Nothing,
}

impl Rule {
    fn find<'a>(&self, names: &'a [(FunctionId, String)]) -> Found<'a> {
        if let Some((_, entry)) = names.iter().find(|(_, name)| self.entries.iter().any(|it| name.contains(it))) {
            return Found::Entered(entry);
        }
        let meant: Vec<_> = names.iter().filter(|(_, name)| name.contains(self.name)).map(|(id, _)| *id).collect();
        if meant.is_empty() { Found::Nothing } else { Found::Unreached(meant) }
    }
}

fn empty(module: &mut Module, function: FunctionId) {
    if let FunctionKind::Local(function) = &mut module.funcs.get_mut(function).kind {
        let mut body = function.builder_mut().func_body();
        body.instrs_mut().clear();
        body.instr(Unreachable {});
    }
}
