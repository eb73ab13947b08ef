//! Schools, classes, pupils and staff in the database.

use super::error::StoreError;
use super::rows;
use crate::domain::ids::{ClassId, PupilId, SchoolId, StaffId};
use crate::domain::school::{Class, Pupil, Role, School, Staff, YearGroup};
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use unicode_normalization::UnicodeNormalization;

/// Maps “is there already” and “refers to what is not there” to a sentence.
pub(super) fn clash(what: &'static str) -> impl Fn(sqlx::Error) -> StoreError {
    move |error| match error.as_database_error() {
        Some(database) if database.is_unique_violation() || database.is_foreign_key_violation() => {
            StoreError::Clash(what)
        }
        _ => error.into(),
    }
}

/// The one school of this kiosk.
pub(crate) async fn school(connection: &mut SqliteConnection) -> Result<School, StoreError> {
    let mut rows = sqlx::query("SELECT school_id, name FROM schools LIMIT 2").fetch_all(connection).await?;
    match (rows.pop(), rows.pop()) {
        (Some(row), None) => Ok(School { id: rows::id(&row, "school_id", SchoolId::new)?, name: row.try_get("name")? }),
        _ => Err(rows::damaged("it does not hold exactly one school")),
    }
}

/// Adds the school.
pub(crate) async fn add_school(connection: &mut SqliteConnection, school: &School) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO schools (school_id, name) VALUES (?, ?)")
        .bind(school.id.as_str())
        .bind(&school.name)
        .execute(connection)
        .await?;
    Ok(())
}

/// All classes, youngest first, then by name.
pub(crate) async fn classes(connection: &mut SqliteConnection, school: &SchoolId) -> Result<Vec<Class>, StoreError> {
    let rows =
        sqlx::query("SELECT class_id, name, year FROM classes WHERE school_id = ? ORDER BY year, name, class_id")
            .bind(school.as_str())
            .fetch_all(connection)
            .await?;
    rows.iter().map(class).collect()
}

fn class(row: &SqliteRow) -> Result<Class, StoreError> {
    let number: u8 = rows::number(row, "year")?;
    let year = YearGroup::from_number(number).ok_or_else(|| rows::damaged("a class has an unknown year"))?;
    Ok(Class { id: rows::id(row, "class_id", ClassId::new)?, name: row.try_get("name")?, year })
}

/// Adds classes and pupils; call it in a transaction.
pub(crate) async fn enrol(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    classes: &[Class],
    pupils: &[Pupil],
) -> Result<(), StoreError> {
    for class in classes {
        sqlx::query("INSERT INTO classes (school_id, class_id, name, year) VALUES (?, ?, ?, ?)")
            .bind(school.as_str())
            .bind(class.id.as_str())
            .bind(&class.name)
            .bind(class.year.number())
            .execute(&mut *connection)
            .await
            .map_err(clash("a class"))?;
    }
    for pupil in pupils {
        let insert =
            "INSERT INTO pupils (school_id, pupil_id, class_id, given_name, family_name) VALUES (?, ?, ?, ?, ?)";
        sqlx::query(insert)
            .bind(school.as_str())
            .bind(pupil.id.as_str())
            .bind(pupil.class.as_str())
            .bind(&pupil.given_name)
            .bind(&pupil.family_name)
            .execute(&mut *connection)
            .await
            .map_err(clash("a pupil"))?;
    }
    Ok(())
}

/// The pupils of a class, or of the school, by given name, then family name: as lists show them. Nobody who has left.
pub(crate) async fn pupils(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    class: Option<&ClassId>,
) -> Result<Vec<Pupil>, StoreError> {
    let rows = match class {
        Some(class) => {
            sqlx::query("SELECT * FROM pupils WHERE school_id = ? AND class_id = ? AND left_ms IS NULL")
                .bind(school.as_str())
                .bind(class.as_str())
                .fetch_all(connection)
                .await?
        }
        None => {
            let select = "SELECT * FROM pupils WHERE school_id = ? AND left_ms IS NULL";
            sqlx::query(select).bind(school.as_str()).fetch_all(connection).await?
        }
    };
    let mut pupils: Vec<Pupil> = rows.iter().map(pupil).collect::<Result<_, _>>()?;
    pupils.sort_by_cached_key(|pupil| (sorted(&pupil.given_name), sorted(&pupil.family_name), pupil.id.clone()));
    Ok(pupils)
}

/// A pupil out of a row.
pub(super) fn pupil(row: &SqliteRow) -> Result<Pupil, StoreError> {
    Ok(Pupil {
        id: rows::id(row, "pupil_id", PupilId::new)?,
        class: rows::id(row, "class_id", ClassId::new)?,
        given_name: row.try_get("given_name")?,
        family_name: row.try_get("family_name")?,
    })
}

/// How a name sorts: accents and case aside (`Élodie` between `Ela` and `Elsa`).
fn sorted(name: &str) -> String {
    name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// All staff, by name.
pub(crate) async fn staff(connection: &mut SqliteConnection, school: &SchoolId) -> Result<Vec<Staff>, StoreError> {
    let rows = sqlx::query("SELECT staff_id, name, role FROM staff WHERE school_id = ? ORDER BY name, staff_id")
        .bind(school.as_str())
        .fetch_all(connection)
        .await?;
    rows.iter().map(member).collect()
}

/// One member of staff.
pub(crate) async fn one_of_staff(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    id: &StaffId,
) -> Result<Staff, StoreError> {
    let row = sqlx::query("SELECT staff_id, name, role FROM staff WHERE school_id = ? AND staff_id = ?")
        .bind(school.as_str())
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(member).unwrap_or_else(|| Err(unknown_staff(id)))
}

fn unknown_staff(id: &StaffId) -> StoreError {
    StoreError::Unknown { what: "member of staff", id: id.to_string() }
}

fn member(row: &SqliteRow) -> Result<Staff, StoreError> {
    Ok(Staff {
        id: rows::id(row, "staff_id", StaffId::new)?,
        name: row.try_get("name")?,
        role: rows::word(row, "role", Role::from_code)?,
    })
}

/// Adds a member of staff, with a PIN's hash where they may unlock.
pub(crate) async fn add_staff(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    staff: &Staff,
    pin_hash: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO staff (school_id, staff_id, name, role, pin_hash) VALUES (?, ?, ?, ?, ?)")
        .bind(school.as_str())
        .bind(staff.id.as_str())
        .bind(&staff.name)
        .bind(staff.role.code())
        .bind(pin_hash)
        .execute(connection)
        .await
        .map_err(clash("a member of staff"))?;
    Ok(())
}

/// Adds a member of staff without a PIN, or changes the name and role of one who is there.
pub(crate) async fn set_staff(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    staff: &Staff,
) -> Result<(), StoreError> {
    let upsert = "INSERT INTO staff (school_id, staff_id, name, role) VALUES (?, ?, ?, ?) \
                  ON CONFLICT (school_id, staff_id) DO UPDATE SET name = excluded.name, role = excluded.role";
    sqlx::query(upsert)
        .bind(school.as_str())
        .bind(staff.id.as_str())
        .bind(&staff.name)
        .bind(staff.role.code())
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives a member of staff another role.
pub(crate) async fn set_role(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    id: &StaffId,
    role: Role,
) -> Result<(), StoreError> {
    let changed = sqlx::query("UPDATE staff SET role = ? WHERE school_id = ? AND staff_id = ?")
        .bind(role.code())
        .bind(school.as_str())
        .bind(id.as_str())
        .execute(connection)
        .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(unknown_staff(id)) }
}

/// Gives a member of staff another PIN.
pub(crate) async fn set_pin_hash(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    id: &StaffId,
    pin_hash: &str,
) -> Result<(), StoreError> {
    let changed = sqlx::query("UPDATE staff SET pin_hash = ? WHERE school_id = ? AND staff_id = ?")
        .bind(pin_hash)
        .bind(school.as_str())
        .bind(id.as_str())
        .execute(connection)
        .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(unknown_staff(id)) }
}

/// Takes a member of staff's PIN away.
pub(crate) async fn forget_pin(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    id: &StaffId,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE staff SET pin_hash = NULL WHERE school_id = ? AND staff_id = ?")
        .bind(school.as_str())
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// The hash of somebody's PIN, or `None` for staff without one.
pub(crate) async fn pin_hash(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    id: &StaffId,
) -> Result<Option<String>, StoreError> {
    let hash: Option<Option<String>> =
        sqlx::query_scalar("SELECT pin_hash FROM staff WHERE school_id = ? AND staff_id = ?")
            .bind(school.as_str())
            .bind(id.as_str())
            .fetch_optional(connection)
            .await?;
    hash.ok_or_else(|| unknown_staff(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_a_teacher_expects() {
        let mut names = ["Zofia", "Élodie", "ela", "Elsa", "Ava"];
        names.sort_by_key(|name| sorted(name));
        assert_eq!(names, ["Ava", "ela", "Élodie", "Elsa", "Zofia"]);
    }
}
