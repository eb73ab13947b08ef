//! Everything at once, out and in: for backups. A backup's database is SQLite's whatever the register runs on, so it can
//! be looked at, checked, and put back into either.

use super::database::{Row, Session, Value};
use super::{Storage, StorageError};
use std::path::Path;

/// Rows that are in memory at once.
const ROWS: usize = 500;
/// Left out: who is signed in is nobody's business later, and the program's own list of migrations makes itself.
const LEFT_OUT: [&str; 2] = ["web_sessions", "_sqlx_migrations"];

struct Column {
    name: String,
    integer: bool,
    /// Its place in the primary key, from 1; 0 for none.
    key: usize,
}

struct Table {
    name: String,
    columns: Vec<Column>,
}

impl Storage {
    /// Writes everything, as it is at one moment, into a new file of SQLite's. The register may go on meanwhile.
    ///
    /// # Errors
    /// What the databases say.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StorageError> {
        let path = file.to_str().ok_or(StorageError::Damaged("the file's name is not readable text"))?;
        if self.database.is_file() {
            let mut session = self.database.read().await?;
            session.execute("VACUUM INTO $1", [path.into()]).await?;
            session.done();
            let copy = Self::sqlite(file).await?;
            let mut session = copy.database.write().await?;
            session.execute("DELETE FROM web_sessions", []).await?;
            session.commit().await?;
            copy.close().await;
            return Ok(());
        }
        let copy = Self::sqlite(file).await?;
        let mut from = self.database.snapshot().await?;
        let mut to = copy.database.write().await?;
        let tables = tables(&mut to).await?;
        for table in &tables {
            move_rows(&mut from, &mut to, table).await?;
        }
        to.commit().await?;
        from.commit().await?;
        copy.close().await;
        Ok(())
    }

    /// Takes everything over from a file that [`Self::copy_to`] wrote. Only where there is nothing yet.
    ///
    /// # Errors
    /// [`StorageError::NotEmpty`]; what the databases say. Then nothing was taken.
    pub async fn copy_from(&self, file: &Path) -> Result<(), StorageError> {
        let copy = Self::sqlite(file).await?;
        let mut from = copy.database.snapshot().await?;
        let mut to = self.database.write().await?;
        if to.row("SELECT school_id FROM schools LIMIT 1", []).await?.is_some() {
            return Err(StorageError::NotEmpty);
        }
        let tables = tables(&mut from).await?;
        for table in &tables {
            move_rows(&mut from, &mut to, table).await?;
        }
        to.commit().await?;
        from.commit().await?;
        copy.close().await;
        Ok(())
    }
}

/// The tables of SQLite's side, in the order in which they were made: what is referred to comes first.
async fn tables(sqlite: &mut Session<'_>) -> Result<Vec<Table>, StorageError> {
    let select = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
                  ORDER BY rowid";
    let mut tables = Vec::new();
    for row in sqlite.rows(select, []).await? {
        let name = row.text(0)?.to_owned();
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        let columns = sqlite.rows("SELECT name, type, pk FROM pragma_table_info($1)", [name.as_str().into()]).await?;
        let column = |row: &Row| {
            let key = usize::try_from(row.int(2)?).unwrap_or(0);
            Ok(Column { name: row.text(0)?.to_owned(), integer: row.text(1)? == "INTEGER", key })
        };
        let columns = columns.iter().map(column).collect::<Result<_, StorageError>>()?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

async fn move_rows(from: &mut Session<'_>, to: &mut Session<'_>, table: &Table) -> Result<(), StorageError> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let names = names.join(", ");
    let mut key: Vec<(usize, usize)> =
        table.columns.iter().enumerate().filter(|(_, column)| column.key > 0).map(|(n, c)| (c.key, n)).collect();
    key.sort_unstable();
    let key_names: Vec<&str> =
        key.iter().filter_map(|(_, n)| table.columns.get(*n)).map(|column| column.name.as_str()).collect();
    let key_names = key_names.join(", ");
    let insert = format!("INSERT INTO {} ({names}) VALUES ", table.name);
    let mut after: Option<Vec<Value>> = None;
    loop {
        let (condition, bound) = match after.take() {
            None => (String::new(), Vec::new()),
            Some(values) => {
                let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
                (format!(" WHERE ({key_names}) > ({})", places.join(", ")), values)
            }
        };
        let select = format!("SELECT {names} FROM {}{condition} ORDER BY {key_names} LIMIT {ROWS}", table.name);
        let rows = from.rows_all(&select, bound, false).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        if rows.len() == ROWS {
            after = Some(key.iter().filter_map(|(_, n)| last.value(*n)).collect());
        }
        let mut values = Vec::with_capacity(rows.len() * table.columns.len());
        for row in &rows {
            for (n, column) in table.columns.iter().enumerate() {
                values.push(match row.value(n) {
                    // PostgreSQL wants to know of what kind nothing is.
                    Some(Value::TextOrNull(None)) | None if column.integer => Value::IntOrNull(None),
                    value => value.unwrap_or(Value::TextOrNull(None)),
                });
            }
        }
        to.insert(&insert, table.columns.len(), values, "").await?;
        if after.is_none() {
            return Ok(());
        }
    }
}
