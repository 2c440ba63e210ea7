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
    /// What their names hold: one of these. The names of what is made in them, closures and their ends, hold it too.
    names: &'static [&'static str],
    /// What the names of those hold that all their calls begin with: one of these.
    entries: &'static [&'static str],
}

const RULES: [Rule; 4] = [
    // Hydrating as a future is asked for by the views around a view, and in the end by `mount::hydrate_lazy` alone, which
    // is for programs that load parts of themselves later. Ours call `mount::hydrate_from` and `mount::mount_to`.
    Rule {
        names: &["::hydrate_async", "::new_with_async_value"],
        entries: &["::hydrate_lazy", "::hydrate_from_async"],
    },
    // The elements of a view are asked for where attributes are spread over it from outside. We have none such: each
    // attribute stands on its element. The first is a view's pointer, the second stands in what is `dyn Mountable`.
    Rule { names: &["::any_view::elements", "::view::Mountable>::elements"], entries: &["::AnyViewWithAttrs"] },
    // Asked for where a `<template>` is hydrated, and not what the server sent.
    Rule { names: &["::into_any_attr::hydrate_from_template"], entries: &["::ViewTemplate"] },
    // Classes that JavaScript calls back to read a stream from us, or to write one to us. They are exports, so they stay
    // whether or not there is ever an object of them; ours send and take what is whole.
    Rule {
        names: &["::into_underlying_", "intounderlying"],
        entries: &["intounderlyingsource_new", "intounderlyingbytesource_new", "intounderlyingsink_new"],
    },
];

/// Reads a program that the linker left, and empties what it never enters. Says which rules did nothing for it.
pub(super) fn without(compiled: &Path, program: &str) -> anyhow::Result<Module> {
    let mut config = ModuleConfig::new();
    // What the compiler wrote is well formed.
    config.strict_validate(false).generate_producers_section(false);
    let mut module = config.parse_file(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    for lost in empty_unreached(&mut module) {
        println!("  LOST in {program}: {lost}; its bytes grow (ADR 0009)");
    }
    Ok(module)
}

fn empty_unreached(module: &mut Module) -> Vec<String> {
    let names = names(module);
    let mut lost = Vec::new();
    for rule in &RULES {
        match rule.find(&names) {
            Found::Unreached(functions) => functions.into_iter().for_each(|it| empty(module, it)),
            Found::Entered(entry) => lost.push(format!("`{}` may be entered, by `{entry}`", rule.names[0])),
            Found::Nothing => lost.push(format!("nothing is called `{}` any more", rule.names[0])),
        }
    }
    lost
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
        if let Some((_, entry)) = names.iter().find(|(_, name)| holds(name, self.entries)) {
            return Found::Entered(entry);
        }
        let is_meant = |name: &str| holds(name, self.names) && !name.starts_with(DESCRIBES);
        let meant: Vec<_> = names.iter().filter(|(_, name)| is_meant(name)).map(|(id, _)| *id).collect();
        if meant.is_empty() { Found::Nothing } else { Found::Unreached(meant) }
    }
}

/// What wasm-bindgen runs itself to learn of an export, and removes.
const DESCRIBES: &str = "__wbindgen_describe_";

fn holds(name: &str, parts: &[&str]) -> bool {
    parts.iter().any(|it| name.contains(it))
}

fn empty(module: &mut Module, function: FunctionId) {
    if let FunctionKind::Local(function) = &mut module.funcs.get_mut(function).kind {
        let mut body = function.builder_mut().func_body();
        body.instrs_mut().clear();
        body.instr(Unreachable {});
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::FunctionBuilder;

    /// Names as the compiler writes them, one of each rule.
    const UNREACHED: [&str; 4] = [
        "_RNCNvXs_NtNtCs69m9YbmeHWt_6tachys4view8any_viewNtB4_7AnyViewNtB6_10RenderHtml13hydrate_async0B8_",
        "_RNvXs1_NtCs69m9YbmeHWt_6tachys14reactive_graphINtB5_17RenderEffectStateNtNtNtB7_4view7strings11StringStateE\
         NtB1b_9Mountable8elementsCshMaIeOhNaAX_3app",
        "_RINvNvXs0_NtNtNtCs69m9YbmeHWt_6tachys4html9attribute13any_attributepNtB8_16IntoAnyAttribute13into_any_attr\
         21hydrate_from_templateINtBa_4AttrNtNtBa_3key4HrefINtNtCs5L60QxQ2yEA_5alloc4sync3ArceEEECs3jckzcNjoc0_6leptos",
        "intounderlyingsink_close_58a9338f50bce61c",
    ];

    /// A program of functions of these names, each with an instruction; and which of them are empty in the end, and
    /// what was said.
    fn check(names: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut module = Module::default();
        for name in names {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            function.name((*name).to_owned()).func_body().i32_const(1).drop();
            function.finish(vec![], &mut module.funcs);
        }
        let lost = empty_unreached(&mut module);
        let is_empty = |it: &walrus::LocalFunction| it.block(it.entry_block()).instrs.len() == 1;
        let empty = module.funcs.iter_local().filter(|(_, it)| is_empty(it)).map(|(id, _)| id);
        (empty.filter_map(|id| module.funcs.get(id).name.clone()).collect(), lost)
    }

    #[test]
    fn what_is_never_entered_is_emptied_and_nothing_else() {
        let others = ["main", "__wbindgen_describe_intounderlyingsink_close_58a9338f50bce61c"];
        let (empty, lost) = check(&[&UNREACHED[..], &others[..]].concat());
        assert_eq!(empty, UNREACHED);
        assert_eq!(lost, Vec::<String>::new());
    }

    #[test]
    fn a_program_that_may_enter_them_keeps_them_and_it_is_said() {
        let entry = "leptos::mount::hydrate_lazy::<_, _>::{closure#0}";
        let (empty, lost) = check(&[&UNREACHED[..], &[entry]].concat());
        assert_eq!(empty, UNREACHED[1..]);
        assert_eq!(lost, [format!("`::hydrate_async` may be entered, by `{entry}`")]);
    }

    #[test]
    fn a_rule_that_finds_nothing_says_so() {
        let (empty, lost) = check(&UNREACHED[1..]);
        assert_eq!(empty, UNREACHED[1..]);
        assert_eq!(lost, ["nothing is called `::hydrate_async` any more"]);
    }
}
