//! A RON struct read field by field, so that each fault has its own line and none hides another.

use super::fault::Fault;
use super::fault_kind::FaultKind;
use super::source::{Source, clause};
use crate::domain::ids::IdError;
use ron::error::SpannedError;
use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;

/// A value and where in its file it begins, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sited<T> {
    pub(crate) value: T,
    pub(crate) offset: usize,
}

/// One RON struct of a file: its fields as slices of the text, not yet values.
#[derive(Debug)]
pub(crate) struct RonTable<'a> {
    source: &'a Source,
    /// Where the struct begins, for what is missing from it.
    offset: usize,
    fields: Vec<(&'a str, &'a RawValue)>,
}

impl<'a> RonTable<'a> {
    /// The struct that is all of a file.
    pub(crate) fn of_file(source: &'a Source, known: &'static [&'static str], faults: &mut Vec<Fault>) -> Option<Self> {
        // First as a value by itself: then a fault in the syntax is reported as that and at its place.
        match ron::from_str::<&RawValue>(source.text()) {
            Ok(raw) => Self::of_value(source, raw, known, faults),
            Err(error) => {
                faults.push(syntax_fault(source, 0, &error));
                None
            }
        }
    }

    /// The struct that is one value of a file. Fields that are not `known` or stand there twice are faults.
    pub(crate) fn of_value(
        source: &'a Source,
        raw: &'a RawValue,
        known: &'static [&'static str],
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        Self::of_text(source, raw.trim().get_ron(), known, faults)
    }

    /// The struct that a piece of the file's text is.
    pub(crate) fn of_text(
        source: &'a Source,
        slice: &'a str,
        known: &'static [&'static str],
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let offset = source.offset_of(slice);
        let Fields(found) = match ron::from_str(slice) {
            Ok(fields) => fields,
            Err(error) => {
                faults.push(syntax_fault(source, offset, &error));
                return None;
            }
        };
        let mut fields: Vec<(&str, &RawValue)> = Vec::new();
        for (name, value) in found {
            let place = source.offset_of(name);
            match known.iter().find(|known| **known == name) {
                None => faults.push(source.fault(place, FaultKind::FieldUnknown { field: name.to_owned(), known })),
                Some(field) if fields.iter().any(|(earlier, _)| *earlier == name) => {
                    faults.push(source.fault(place, FaultKind::FieldTwice { field }));
                }
                Some(_) => fields.push((name, value)),
            }
        }
        Some(Self { source, offset, fields })
    }

    /// The value of a field that has to be there.
    pub(crate) fn required<T: Deserialize<'a>>(
        &self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Sited<T>> {
        match self.raw(field) {
            Some(raw) => value(self.source, raw, field, faults),
            None => {
                faults.push(self.source.fault(self.offset, FaultKind::FieldMissing { field }));
                None
            }
        }
    }

    /// The value of a field that may be left out. The outer `None` is a fault; the inner one is no value.
    pub(crate) fn optional<T: Deserialize<'a>>(
        &self,
        field: &'static str,
        faults: &mut Vec<Fault>,
    ) -> Option<Option<Sited<T>>> {
        match self.raw(field) {
            None => Some(None),
            Some(raw) => {
                let sited: Sited<Option<&RawValue>> = value(self.source, raw, field, faults)?;
                match sited.value {
                    None => Some(None),
                    Some(inner) => value(self.source, inner, field, faults).map(Some),
                }
            }
        }
    }

    /// The identifier in a field that has to be there.
    pub(crate) fn id<T>(
        &self,
        field: &'static str,
        new: impl Fn(String) -> Result<T, IdError>,
        faults: &mut Vec<Fault>,
    ) -> Option<Sited<T>> {
        let text = self.required::<String>(field, faults)?;
        checked(self.source, text, new, faults)
    }

    /// The values of a list that has to be there, each by itself.
    pub(crate) fn list(&self, field: &'static str, faults: &mut Vec<Fault>) -> Option<Sited<Vec<&'a RawValue>>> {
        self.required(field, faults)
    }

    fn raw(&self, field: &str) -> Option<&'a RawValue> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, raw)| *raw)
    }
}

/// One value of a file, with its place.
pub(crate) fn value<'a, T: Deserialize<'a>>(
    source: &'a Source,
    raw: &'a RawValue,
    field: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<Sited<T>> {
    let slice = raw.trim().get_ron();
    let offset = source.offset_of(slice);
    match ron::from_str(slice) {
        Ok(value) => Some(Sited { value, offset }),
        Err(error) => {
            let why = clause(&error.code.to_string());
            faults.push(source.fault(offset, FaultKind::FieldValue { field, why }));
            None
        }
    }
}

/// A text as an identifier; what it cannot be is a fault.
pub(crate) fn checked<T>(
    source: &Source,
    text: Sited<String>,
    new: impl Fn(String) -> Result<T, IdError>,
    faults: &mut Vec<Fault>,
) -> Option<Sited<T>> {
    match new(text.value) {
        Ok(value) => Some(Sited { value, offset: text.offset }),
        Err(error) => {
            faults.push(source.fault(text.offset, FaultKind::Id(error)));
            None
        }
    }
}

/// A value like `Story(…)`: its name with its place, and the struct behind it. A name without one has an empty struct.
pub(crate) fn variant<'a>(source: &'a Source, raw: &'a RawValue) -> (Sited<&'a str>, &'a str) {
    let slice = raw.trim().get_ron();
    let name_end = slice.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(slice.len());
    let (name, body) = slice.split_at(name_end);
    (Sited { value: name, offset: source.offset_of(slice) }, body)
}

fn syntax_fault(source: &Source, start: usize, error: &SpannedError) -> Fault {
    let slice = source.text().get(start..).unwrap_or_default();
    let end = error.span.end;
    let line_start: usize = slice.split_inclusive('\n').take(end.line.saturating_sub(1)).map(str::len).sum();
    let line = slice.get(line_start..).unwrap_or_default();
    let column: usize = line.chars().take(end.col.saturating_sub(1)).map(char::len_utf8).sum();
    source.fault(start + line_start + column, FaultKind::Ron { why: clause(&error.code.to_string()) })
}

/// All the fields of a struct in order, whatever they are called.
struct Fields<'a>(Vec<(&'a str, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Vec<(&'de str, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a struct in round brackets")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_struct("", &[], FieldsVisitor).map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const KNOWN: &[&str] = &["a", "b", "c"];

    fn faults_of(text: &str) -> Vec<String> {
        let source = Source::new(Path::new("x.ron"), text.into());
        let mut faults = Vec::new();
        if let Some(table) = RonTable::of_file(&source, KNOWN, &mut faults) {
            table.required::<u32>("a", &mut faults);
            table.optional::<String>("b", &mut faults);
            table.list("c", &mut faults);
        }
        faults.iter().map(|fault| fault.to_string().split(';').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_value_knows_its_place_past_comments_and_line_breaks() {
        let text = "// (a: 1)\n(\n  a: /* 7 */ // 8\n    9, b: Some(\"é\"), c: [1, 2],\n)";
        let source = Source::new(Path::new("x.ron"), text.into());
        let mut faults = Vec::new();
        let table = RonTable::of_file(&source, KNOWN, &mut faults).unwrap();
        let a = table.required::<u32>("a", &mut faults).unwrap();
        assert_eq!((a.value, source.place(a.offset).line, source.place(a.offset).column), (9, 4, 5));
        let b = table.optional::<String>("b", &mut faults).unwrap().unwrap();
        assert_eq!((b.value.as_str(), text.find("\"é").unwrap()), ("é", b.offset));
        assert_eq!(table.list("c", &mut faults).unwrap().value.len(), 2);
        assert_eq!(faults, []);
    }

    #[test]
    fn every_field_that_is_wrong_is_named_at_once() {
        assert_eq!(
            faults_of("(\n a: \"x\",\n b: 5,\n d: 1,\n a: 2,\n)"),
            [
                "x.ron:4:2: there is no field “d” here",
                "x.ron:5:2: the field “a” is here twice",
                "x.ron:2:5: the field “a” cannot hold this (expected integer)",
                "x.ron:3:5: the field “b” cannot hold this (expected option)",
                "x.ron:1:1: the field “c” is missing",
            ]
        );
    }

    #[test]
    fn bad_syntax_has_the_place_where_it_was_met() {
        assert_eq!(faults_of("(\n a: 1\n c: [],\n)"), ["x.ron:3:2: this is not RON (expected comma)"]);
        assert_eq!(faults_of("(\n a: 1,\n c: [1, 2\n)"), ["x.ron:4:1: this is not RON (expected comma)"]);
        assert_eq!(faults_of("[1]").len(), 1);
        assert_eq!(faults_of("").len(), 1);
    }
}
