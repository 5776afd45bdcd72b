//! Reads a Fluent file as it is written, so that the tests do not depend on how the library fills it.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

/// One message.
pub(super) struct Message {
    pub(super) id: String,
    /// The variables in it, those that choose a form included.
    pub(super) variables: BTreeSet<String>,
    /// Each choice of a plural form.
    pub(super) choices: Vec<Choice>,
    /// Everything that is written out, in all forms.
    pub(super) written: String,
}

/// A choice among plural forms.
pub(super) struct Choice {
    pub(super) variable: String,
    /// The forms by name, and whether each shows the number.
    pub(super) forms: Vec<(String, bool)>,
    /// The form that stands for all that are not named.
    pub(super) default: String,
}

/// The messages of a file, in order. Panics on anything that our files do not use.
pub(super) fn messages(source: &str) -> Vec<Message> {
    let resource = fluent_syntax::parser::parse(source).map_err(|(_, errors)| errors).expect("sound Fluent");
    let mut found = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                assert!(message.attributes.is_empty(), "{} has attributes", message.id.name);
                let pattern = message.value.expect("a message with a value");
                let mut read = Message {
                    id: message.id.name.to_owned(),
                    variables: BTreeSet::new(),
                    choices: Vec::new(),
                    written: String::new(),
                };
                read_pattern(&pattern, &mut read);
                found.push(read);
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(term) => panic!("a term: {}", term.id.name),
            Entry::Junk { content } => panic!("not Fluent: {content}"),
        }
    }
    found
}

fn read_pattern(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.written.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                into.variables.insert(variable(inline));
                // Keeps what stands before and after apart.
                into.written.push(' ');
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let chosen_by = variable(selector);
                let mut choice =
                    Choice { variable: chosen_by.clone(), forms: Vec::new(), default: String::new() };
                for variant in variants {
                    let VariantKey::Identifier { name } = variant.key else {
                        panic!("a form for one number")
                    };
                    let shows_number = variables_of(&variant.value).contains(&chosen_by);
                    choice.forms.push((name.to_owned(), shows_number));
                    if variant.default {
                        name.clone_into(&mut choice.default);
                    }
                    read_pattern(&variant.value, into);
                    into.written.push('\n');
                }
                into.variables.insert(chosen_by);
                into.choices.push(choice);
            }
        }
    }
}

fn variables_of(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut read = Message {
        id: String::new(),
        variables: BTreeSet::new(),
        choices: Vec::new(),
        written: String::new(),
    };
    read_pattern(pattern, &mut read);
    read.variables
}

fn variable(inline: &InlineExpression<&str>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => id.name.to_owned(),
        other => panic!("more than a variable: {other:?}"),
    }
}
