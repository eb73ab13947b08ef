//! Many values at once: rows that are added, lists that are looked for. PostgreSQL is given arrays, so that any number of
//! rows is the same SQL, prepared once and read in no time; SQLite has none, and is given rows in a few sizes, and a list
//! as JSON.

use super::database::{Row, Session, Value};
use super::error::StorageError;

/// Rows that SQLite is given with one statement.
const SHARES: [usize; 5] = [256, 64, 16, 4, 1];
/// Rows that PostgreSQL is given with one statement.
const ROWS: usize = 1024;

const ODD: StorageError = StorageError::Damaged("a value cannot be written");

impl Session<'_> {
    /// Runs `sql`, which ends before its list of values, for a list of any length: `… WHERE a = $1 AND b IN (`.
    pub(super) async fn rows_in(
        &mut self,
        sql: &str,
        mut bound: Vec<Value>,
        list: Vec<Value>,
    ) -> Result<Vec<Row>, StorageError> {
        let place = bound.len() + 1;
        if list.len() <= 1 {
            // An index is surely used for one value; for a list, PostgreSQL may think that a look at every row is as good.
            let before = sql.strip_suffix("IN (").ok_or(ODD)?;
            let Some(one) = list.into_iter().next() else { return Ok(Vec::new()) };
            bound.push(one);
            return self.rows_all(&format!("{before}= ${place}"), bound, true).await;
        }
        let sql = if self.is_file() {
            bound.push(Value::Text(json(list)?));
            format!("{sql}SELECT value FROM json_each(${place}))")
        } else {
            let before = sql.strip_suffix("IN (").ok_or(ODD)?;
            let array = array(list)?;
            let of = array_type(&array);
            bound.push(array);
            format!("{before}= ANY(${place}::{of})")
        };
        self.rows_all(&sql, bound, true).await
    }

    /// Adds rows of `width` values each; `sql` ends before them: `INSERT INTO t (a, b) VALUES `. `after` follows them.
    pub(super) async fn insert(
        &mut self,
        sql: &str,
        width: usize,
        values: Vec<Value>,
        after: &str,
    ) -> Result<(), StorageError> {
        let width = width.max(1);
        if self.is_file() {
            self.shares(sql, width, values, after).await
        } else {
            self.columns(sql, width, values, after).await
        }
    }

    /// For SQLite, which prepares each size once and then is only bound anew.
    async fn shares(&mut self, sql: &str, width: usize, values: Vec<Value>, after: &str) -> Result<(), StorageError> {
        // Places without a name: SQLite looks a name up among all others, twice.
        let row = format!("({}), ", "?, ".repeat(width).trim_end_matches(", "));
        let mut rows = values.len() / width;
        let mut values = values.into_iter();
        while rows > 0 {
            let share = SHARES.into_iter().find(|share| *share <= rows).unwrap_or(1);
            let some: Vec<Value> = values.by_ref().take(share * width).collect();
            let places = row.repeat(share);
            self.execute_all(&format!("{sql}{}{after}", places.trim_end_matches(", ")), some, true).await?;
            rows -= share;
        }
        Ok(())
    }

    /// For PostgreSQL: a column at a time.
    async fn columns(&mut self, sql: &str, width: usize, values: Vec<Value>, after: &str) -> Result<(), StorageError> {
        let into = sql.trim_end().strip_suffix("VALUES").ok_or(ODD)?;
        let mut rows = values.len() / width;
        let mut values = values.into_iter();
        while rows > 0 {
            let share = rows.min(ROWS);
            let mut columns: Vec<Vec<Value>> = (0..width).map(|_| Vec::with_capacity(share)).collect();
            for _ in 0..share {
                for column in &mut columns {
                    column.extend(values.next());
                }
            }
            let arrays: Vec<Value> = columns.into_iter().map(array).collect::<Result<_, _>>()?;
            let places: Vec<String> =
                (1..).zip(&arrays).map(|(place, array)| format!("${place}::{}", array_type(array))).collect();
            let sql = format!("{into}SELECT * FROM unnest({}){after}", places.join(", "));
            self.execute_all(&sql, arrays, true).await?;
            rows -= share;
        }
        Ok(())
    }
}

/// Values of one kind, as an array.
fn array(values: Vec<Value>) -> Result<Value, StorageError> {
    match values.first() {
        Some(Value::Int(_) | Value::IntOrNull(_)) => {
            let number = |value| match value {
                Value::Int(number) => Ok(Some(number)),
                Value::IntOrNull(number) => Ok(number),
                _ => Err(ODD),
            };
            values.into_iter().map(number).collect::<Result<_, _>>().map(Value::Ints)
        }
        Some(Value::Text(_) | Value::TextOrNull(_)) => {
            let text = |value| match value {
                Value::Text(text) => Ok(Some(text)),
                Value::TextOrNull(text) => Ok(text),
                _ => Err(ODD),
            };
            values.into_iter().map(text).collect::<Result<_, _>>().map(Value::Texts)
        }
        Some(Value::Bytes(_)) => {
            let bytes = |value| match value {
                Value::Bytes(bytes) => Ok(bytes),
                _ => Err(ODD),
            };
            values.into_iter().map(bytes).collect::<Result<_, _>>().map(Value::Blobs)
        }
        _ => Err(ODD),
    }
}

fn array_type(array: &Value) -> &'static str {
    match array {
        Value::Ints(_) => "BIGINT[]",
        Value::Blobs(_) => "BYTEA[]",
        _ => "TEXT[]",
    }
}

fn json(list: Vec<Value>) -> Result<String, StorageError> {
    let one = |value| match value {
        Value::Int(number) => Ok(serde_json::Value::from(number)),
        Value::Text(text) => Ok(serde_json::Value::from(text)),
        _ => Err(ODD),
    };
    let list: Vec<serde_json::Value> = list.into_iter().map(one).collect::<Result<_, _>>()?;
    Ok(serde_json::Value::from(list).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_two_kinds_are_no_column() {
        let numbers = vec![Value::from(7_i64), Value::IntOrNull(None)];
        assert_eq!(array(numbers).unwrap(), Value::Ints(vec![Some(7), None]));
        assert!(array(vec![Value::from(7_i64), Value::from("seven")]).is_err());
        assert!(array(Vec::new()).is_err());
        assert_eq!(json(vec![Value::from("a \"b\""), Value::from(7_i64)]).unwrap(), r#"["a \"b\"",7]"#);
        assert!(json(vec![Value::Bytes(vec![1])]).is_err());
    }
}
