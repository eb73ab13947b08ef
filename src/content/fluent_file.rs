//! One `.ftl` file, taken apart: its messages, where they are, and what they ask for.

use super::fault::{Fault, Place};
use super::fault_kind::FaultKind;
use super::source::{Source, clause, offset_within, place_in};
use fluent::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A parsed file. Messages that did not parse are left out of it, each with a fault.
#[derive(Debug)]
pub(crate) struct FluentFile {
    /// Its path relative to the content folder.
    pub(crate) path: PathBuf,
    /// Its name, for instance `child.ftl`.
    pub(crate) name: String,
    /// What the words are formatted from.
    pub(crate) resource: FluentResource,
    /// In the order of the file.
    pub(crate) messages: Vec<Message>,
}

/// One message, or one term (whose key begins with a hyphen).
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// Its name.
    pub(crate) key: String,
    /// Where it begins in its file, in bytes.
    pub(crate) offset: usize,
    /// What it says, for a message that is text and nothing else.
    pub(crate) plain: Option<String>,
    /// Whether it has a value at all (attributes alone are none).
    pub(crate) has_value: bool,
    /// The variables it asks for.
    pub(crate) variables: BTreeSet<String>,
    /// The messages and terms it refers to.
    pub(crate) references: BTreeSet<String>,
    /// The functions it calls.
    pub(crate) functions: BTreeSet<String>,
    /// What it says with every placeable as three dots, for people.
    pub(crate) outline: String,
}

impl Message {
    /// Whether this is a term, which only other messages use.
    pub(crate) fn is_term(&self) -> bool {
        self.key.starts_with('-')
    }
}

impl FluentFile {
    /// Takes a file apart.
    pub(crate) fn parse(source: &Source, name: &str, faults: &mut Vec<Fault>) -> Self {
        let resource = match FluentResource::try_new(source.text().to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let why = clause(&error.kind.to_string());
                    faults.push(source.fault(error.pos.start, FaultKind::Fluent { why }));
                }
                resource
            }
        };
        let text = resource.source();
        let messages = resource.entries().filter_map(|entry| message_of(entry, text)).collect();
        Self { path: source.file().to_owned(), name: name.to_owned(), resource, messages }
    }

    /// Reads a file and takes it apart.
    pub(crate) fn read(root: &Path, path: &Path, name: &str, faults: &mut Vec<Fault>) -> Option<Self> {
        Source::read(root, path, faults).map(|source| Self::parse(&source, name, faults))
    }

    /// Where a message begins.
    pub(crate) fn place(&self, message: &Message) -> Place {
        place_in(&self.path, self.resource.source(), message.offset)
    }
}

fn message_of(entry: &Entry<&str>, text: &str) -> Option<Message> {
    let (key, name, value, attributes) = match entry {
        Entry::Message(message) => {
            (message.id.name.to_owned(), message.id.name, message.value.as_ref(), &message.attributes)
        }
        Entry::Term(term) => (format!("-{}", term.id.name), term.id.name, Some(&term.value), &term.attributes),
        _ => return None,
    };
    let mut message = Message {
        key,
        offset: offset_within(text, name),
        plain: value.and_then(plain_text),
        has_value: value.is_some(),
        variables: BTreeSet::new(),
        references: BTreeSet::new(),
        functions: BTreeSet::new(),
        outline: value.map(outline).unwrap_or_default(),
    };
    for pattern in value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)) {
        message.collect_pattern(pattern);
    }
    Some(message)
}

/// The text of a pattern without placeables: what it says, always.
fn plain_text(pattern: &Pattern<&str>) -> Option<String> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        })
        .collect()
}

fn outline(pattern: &Pattern<&str>) -> String {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => *value,
            PatternElement::Placeable { .. } => "…",
        })
        .collect()
}

impl Message {
    fn collect_pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.collect_expression(expression);
            }
        }
    }

    fn collect_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.collect_inline(inline),
            Expression::Select { selector, variants } => {
                self.collect_inline(selector);
                for variant in variants {
                    self.collect_pattern(&variant.value);
                }
            }
        }
    }

    fn collect_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.references.insert(format!("-{}", id.name));
                if let Some(arguments) = arguments {
                    self.collect_arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name.to_owned());
                self.collect_arguments(arguments);
            }
            InlineExpression::Placeable { expression } => self.collect_expression(expression),
        }
    }

    fn collect_arguments(&mut self, arguments: &CallArguments<&str>) {
        for argument in arguments.positional.iter().chain(arguments.named.iter().map(|named| &named.value)) {
            self.collect_inline(argument);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (FluentFile, Vec<Fault>) {
        let mut faults = Vec::new();
        let source = Source::new(Path::new("locales/en-GB/x.ftl"), text.into());
        (FluentFile::parse(&source, "x.ftl", &mut faults), faults)
    }

    #[test]
    fn a_message_of_text_alone_is_plain_over_several_lines_too() {
        let (file, faults) = parsed("# why\na = One\n    two.\nb = { $c } of { -d }\nc =\n    .e = f\n");
        assert_eq!(faults, []);
        let [a, b, c] = &file.messages[..] else { panic!("{:?}", file.messages) };
        assert_eq!(a.plain.as_deref(), Some("One\ntwo."));
        assert_eq!(file.place(a).line, 2);
        assert_eq!((b.plain.as_deref(), b.outline.as_str()), (None, "… of …"));
        assert_eq!(b.variables, BTreeSet::from(["c".into()]));
        assert_eq!(b.references, BTreeSet::from(["-d".into()]));
        assert!(!c.has_value);
    }

    #[test]
    fn variables_are_found_wherever_they_hide() {
        let (file, _) =
            parsed("a = { $n ->\n    [one] { $x }\n   *[other] { -t(k: 1) } { NUMBER($y) } { { $z } }\n}\n");
        assert_eq!(file.messages[0].variables, ["n", "x", "y", "z"].map(String::from).into());
        assert_eq!(file.messages[0].functions, ["NUMBER".to_owned()].into());
    }

    #[test]
    fn what_is_not_fluent_is_left_out_with_its_line() {
        let (file, faults) = parsed("a = b\nc { d\ne = f\n");
        assert_eq!(file.messages.iter().map(|m| m.key.as_str()).collect::<Vec<_>>(), ["a", "e"]);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [Some(2)]);
    }

    #[test]
    fn windows_line_endings_say_the_same() {
        let (file, _) = parsed("a = One\r\n    two.\r\nb = c\r\n");
        assert_eq!(file.messages[0].plain.as_deref(), Some("One\ntwo."));
        assert_eq!(file.messages[1].plain.as_deref(), Some("c"));
    }
}
