//! Strict JSON: a tree that keeps repeated keys so that they can be refused, and a way to take an object apart until
//! nothing is left over. (RFC 8259 §4 leaves repeated keys to each reader; two readers that differ are an attack.)

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// What is wrong with a piece of JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON at all, or something follows its end.
    #[error("is not well-formed JSON ({0})")]
    Syntax(String),
    /// A list, text, number … where an object must stand.
    #[error("is not a JSON object")]
    NotAnObject,
    /// The same key twice in one object.
    #[error("has the key “{0}” twice")]
    DuplicateKey(String),
    /// A key that this version does not know.
    #[error("has an unknown key “{0}”")]
    UnknownKey(String),
    /// A key that must be there.
    #[error("lacks the key “{0}”")]
    MissingKey(&'static str),
    /// A value of another type, length or range.
    #[error("has a value for “{key}” that is not {expected}")]
    Value {
        /// The key.
        key: &'static str,
        /// What must stand there.
        expected: &'static str,
    },
}

/// Any JSON. Integers keep their exact value; other numbers are never used here. Texts without an escape are borrowed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Bool,
    Unsigned(u64),
    Negative(i64),
    Fraction,
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<Field<'a>>),
}

impl<'a> Json<'a> {
    /// Reads one value; anything but white space after it is an error.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(bytes).map_err(|error| JsonError::Syntax(error.to_string()))?;
        serde_json::from_str(text).map_err(|error| JsonError::Syntax(error.to_string()))
    }

    /// The number, where it is a whole one from 0 to `at_most`.
    pub(crate) fn unsigned(&self, at_most: u64) -> Option<u64> {
        match self {
            Self::Unsigned(number) if *number <= at_most => Some(*number),
            _ => None,
        }
    }

    /// The number, where it is a whole one from −`at_most` to `at_most`.
    pub(crate) fn signed(&self, at_most: u64) -> Option<i64> {
        match self {
            Self::Unsigned(number) if *number <= at_most => i64::try_from(*number).ok(),
            Self::Negative(number) if number.unsigned_abs() <= at_most => Some(*number),
            _ => None,
        }
    }

    /// The text, where it is one of at most so many bytes of UTF-8.
    pub(crate) fn text(self, at_most: usize) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) if text.len() <= at_most => Some(text),
            _ => None,
        }
    }

    /// The list, where it is one of at most so many items.
    pub(crate) fn list(self, at_most: usize) -> Option<Vec<Self>> {
        match self {
            Self::List(items) if items.len() <= at_most => Some(items),
            _ => None,
        }
    }

    /// The same, on its own: what it was read from may go.
    pub(crate) fn into_owned(self) -> Json<'static> {
        match self {
            Self::Null => Json::Null,
            Self::Bool => Json::Bool,
            Self::Unsigned(number) => Json::Unsigned(number),
            Self::Negative(number) => Json::Negative(number),
            Self::Fraction => Json::Fraction,
            Self::Text(text) => Json::Text(Cow::Owned(text.into_owned())),
            Self::List(items) => Json::List(items.into_iter().map(Json::into_owned).collect()),
            Self::Object(fields) => Json::Object(fields.into_iter().map(owned).collect()),
        }
    }

    /// The object's fields, each key once.
    pub(crate) fn fields(self) -> Result<Fields<'a>, JsonError> {
        let Self::Object(fields) = self else { return Err(JsonError::NotAnObject) };
        let twice = if fields.len() <= FEW { twice_among_few(&fields) } else { twice_among_many(&fields) };
        match twice {
            Some(key) => Err(JsonError::DuplicateKey(quoted(key))),
            None => Ok(Fields(fields)),
        }
    }
}

/// So many keys are sooner compared with one another than sorted. Whatever a stranger sends, more are sorted.
const FEW: usize = 16;

fn twice_among_few<'f>(fields: &'f [Field<'_>]) -> Option<&'f str> {
    let mut rest = fields;
    while let [(key, _), after @ ..] = rest {
        if after.iter().any(|(other, _)| other == key) {
            return Some(key);
        }
        rest = after;
    }
    None
}

fn twice_among_many<'f>(fields: &'f [Field<'_>]) -> Option<&'f str> {
    let mut keys: Vec<&str> = fields.iter().map(|(key, _)| &**key).collect();
    keys.sort_unstable();
    keys.windows(2).find_map(|pair| match pair {
        [a, b] if a == b => Some(*a),
        _ => None,
    })
}

/// A key and its value.
type Field<'a> = (Cow<'a, str>, Json<'a>);

fn owned((key, value): Field<'_>) -> Field<'static> {
    (Cow::Owned(key.into_owned()), value.into_owned())
}

/// An object's fields that nobody has taken yet.
#[derive(Debug)]
pub(crate) struct Fields<'a>(Vec<Field<'a>>);

impl<'a> Fields<'a> {
    /// Takes a field out.
    pub(crate) fn take(&mut self, key: &'static str) -> Result<Json<'a>, JsonError> {
        let place = self.0.iter().position(|(name, _)| name == key).ok_or(JsonError::MissingKey(key))?;
        Ok(self.0.swap_remove(place).1)
    }

    /// Takes a field out and reads it; `None` from `read` means that it is not what is `expected`.
    pub(crate) fn read<T>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        read: impl FnOnce(Json<'a>) -> Option<T>,
    ) -> Result<T, JsonError> {
        read(self.take(key)?).ok_or(JsonError::Value { key, expected })
    }

    /// Takes out a text of at most 64 bytes that `new` accepts.
    pub(crate) fn word<T>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        new: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, JsonError> {
        self.read(key, expected, |json| json.text(64).and_then(|text| new(&text)))
    }

    /// The first field's key, where there is one and no other.
    pub(crate) fn only_key(&self) -> Option<&str> {
        match self.0.as_slice() {
            [(key, _)] => Some(key),
            _ => None,
        }
    }

    /// Nothing may be left.
    pub(crate) fn finish(self) -> Result<(), JsonError> {
        match self.0.into_iter().next() {
            Some((key, _)) => Err(JsonError::UnknownKey(quoted(&key))),
            None => Ok(()),
        }
    }
}

/// A stranger's text made fit for a message: short, and without control characters.
pub(crate) fn quoted(text: &str) -> String {
    text.chars().take(40).flat_map(char::escape_debug).collect()
}

/// A text, borrowed where it can be.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Either)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Tree;

        impl<'de> Visitor<'de> for Tree {
            type Value = Json<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E: Error>(self) -> Result<Json<'de>, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<Json<'de>, E> {
                Ok(Json::Bool)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Json<'de>, E> {
                Ok(Json::Unsigned(number))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Json<'de>, E> {
                Ok(u64::try_from(number).map_or(Json::Negative(number), Json::Unsigned))
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Json<'de>, E> {
                Ok(Json::Fraction)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Borrowed(text)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Json::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Text(key), value)) = map.next_entry()? {
                    fields.push((key, value));
                }
                Ok(Json::Object(fields))
            }
        }

        deserializer.deserialize_any(Tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Result<Fields<'_>, JsonError> {
        Json::parse(text.as_bytes())?.fields()
    }

    #[test]
    fn a_key_may_stand_only_once_however_it_is_spelt() {
        assert_eq!(fields(r#"{"a":1,"b":2,"\u0061":1}"#).err(), Some(JsonError::DuplicateKey("a".into())));
        let many = |last: usize| {
            let keys: Vec<String> = (0..40).chain([last]).map(|n| format!(r#""k{n}":{n}"#)).collect();
            fields(&format!("{{{}}}", keys.join(","))).err()
        };
        assert_eq!(many(7), Some(JsonError::DuplicateKey("k7".into())));
        assert_eq!(many(40), None);
        assert_eq!(fields("[]").err(), Some(JsonError::NotAnObject));
    }

    #[test]
    fn nothing_may_follow_the_end() {
        assert!(matches!(fields(r#"{"a":1}}"#), Err(JsonError::Syntax(_))));
        assert!(matches!(fields(r#"{"a":1} {}"#), Err(JsonError::Syntax(_))));
        assert!(fields(" {\"a\" : 1}\n").is_ok());
    }

    #[test]
    fn a_whole_number_is_written_as_one() {
        for (text, number) in [("0", Some(0)), ("9", Some(9)), ("10", None), ("-1", None), ("1.0", None), ("1e0", None)]
        {
            assert_eq!(Json::parse(text.as_bytes()).unwrap().unsigned(9), number, "{text}");
        }
        assert_eq!(Json::parse(b"-9").unwrap().signed(9), Some(-9));
        assert_eq!(Json::parse(b"-10").unwrap().signed(9), None);
        assert_eq!(Json::parse(b"-0").unwrap().signed(9), None);
        assert_eq!(Json::parse(b"9223372036854775808").unwrap().signed(u64::MAX), None);
    }

    #[test]
    fn what_is_left_over_is_refused() {
        let mut left = fields(r#"{"a":1,"b\n":2}"#).unwrap();
        assert_eq!(left.take("c"), Err(JsonError::MissingKey("c")));
        assert_eq!(left.take("a"), Ok(Json::Unsigned(1)));
        assert_eq!(left.finish(), Err(JsonError::UnknownKey("b\\n".into())));
    }
}
