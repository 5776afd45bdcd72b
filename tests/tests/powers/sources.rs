//! The public functions of a crate, read from its sources, and what each calls.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::Visit;
use syn::{Attribute, Block, Expr, ExprMethodCall, ImplItem, Item, Meta, TraitItem, UseTree, Visibility};

/// A public function, and what it calls.
pub(crate) struct Function {
    /// Crate, type and name.
    pub(crate) name: String,
    /// What it calls of something named `engine`.
    pub(crate) engine_calls: BTreeSet<String>,
    /// Whatever methods it calls.
    pub(crate) calls: BTreeSet<String>,
}

/// The public functions of all files below a folder, but for tests and programs.
pub(crate) fn read(crate_name: &str, folder: &Path) -> Vec<Function> {
    let mut functions = Vec::new();
    for path in files(folder) {
        let text = std::fs::read_to_string(&path).unwrap();
        functions.extend(functions_of(crate_name, &text));
    }
    functions
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "bin") {
                found.extend(files(&path));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_stem().is_none_or(|stem| stem != "tests")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The public functions of one source text.
pub(crate) fn functions_of(crate_name: &str, text: &str) -> Vec<Function> {
    let file = syn::parse_file(text).expect("a source that compiles can be parsed");
    let mut found = Vec::new();
    of_items(crate_name, &file.items, &mut found);
    found
}

fn of_items(crate_name: &str, items: &[Item], found: &mut Vec<Function>) {
    for item in items {
        match item {
            Item::Fn(function) if is_public(&function.vis) && !is_test(&function.attrs) => {
                let name = format!("{crate_name}::{}", function.sig.ident);
                found.push(of_body(name, Some(&function.block)));
            }
            Item::Impl(item) if item.trait_.is_none() && !is_test(&item.attrs) => {
                let owner = match &*item.self_ty {
                    syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
                    _ => None,
                };
                let owner = owner.expect("an impl is of something with a name");
                for part in &item.items {
                    let ImplItem::Fn(method) = part else { continue };
                    if is_public(&method.vis) && !is_test(&method.attrs) {
                        let name = format!("{crate_name}::{owner}::{}", method.sig.ident);
                        found.push(of_body(name, Some(&method.block)));
                    }
                }
            }
            Item::Trait(item) if is_public(&item.vis) => {
                for part in &item.items {
                    let TraitItem::Fn(method) = part else { continue };
                    let name = format!("{crate_name}::{}::{}", item.ident, method.sig.ident);
                    found.push(of_body(name, method.default.as_ref()));
                }
            }
            Item::Mod(module) if !is_test(&module.attrs) => {
                if let Some((_, items)) = &module.content {
                    of_items(crate_name, items, found);
                }
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether something is there in tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            list.parse_args::<syn::Ident>().is_ok_and(|only| only == "test")
        }
        _ => false,
    })
}

fn of_body(name: String, body: Option<&Block>) -> Function {
    let mut calls = Calls::default();
    if let Some(body) = body {
        calls.visit_block(body);
    }
    Function { name, engine_calls: calls.of_engine, calls: calls.all }
}

#[derive(Default)]
struct Calls {
    of_engine: BTreeSet<String>,
    all: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let method = call.method.to_string();
        if matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("engine")) {
            self.of_engine.insert(method.clone());
        }
        self.all.insert(method);
        syn::visit::visit_expr_method_call(self, call);
    }
}

/// The names that a library hands out by `pub use`, as they are called where they come from.
pub(crate) fn exported(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("a source that compiles can be parsed");
    let mut names = Vec::new();
    for item in &file.items {
        if let Item::Use(item) = item
            && is_public(&item.vis)
        {
            leaves(&item.tree, &mut names);
        }
    }
    names
}

fn leaves(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.ident.to_string()),
        UseTree::Glob(_) => names.push("*".to_owned()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
    }
}
