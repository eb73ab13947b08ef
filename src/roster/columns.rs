//! Columns: what a roster needs of a table, and by which headings it is known. SIMS, Arbor, Bromcom and the others have no
//! fixed columns, and a school can rename them; so this is a list of what is usual, in order of preference.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a roster takes from a column. Nothing else is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The identifier that this kiosk's own export writes.
    KioskId,
    /// The unique pupil number.
    Upn,
    /// The school system's own number, for instance the admission number.
    Number,
    /// The name that a child is called by, where the system keeps one beside the given name.
    KnownAs,
    /// The given name.
    GivenName,
    /// The family name used, where the system keeps one beside the legal one.
    KnownFamily,
    /// The family name.
    FamilyName,
    /// Both names in one column: `Begum, Aisha` or `Aisha Begum`.
    FullName,
    /// The class.
    Class,
    /// The year group.
    Year,
}

impl Field {
    /// All of them, as a person is asked for them.
    pub const ALL: [Self; 10] = [
        Self::GivenName,
        Self::KnownAs,
        Self::FamilyName,
        Self::KnownFamily,
        Self::FullName,
        Self::Class,
        Self::Year,
        Self::Upn,
        Self::Number,
        Self::KioskId,
    ];

    /// Its stable name, for the command line and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::KioskId => "kiosk-id",
            Self::Upn => "upn",
            Self::Number => "number",
            Self::KnownAs => "known-as",
            Self::GivenName => "given-name",
            Self::KnownFamily => "known-family",
            Self::FamilyName => "family-name",
            Self::FullName => "full-name",
            Self::Class => "class",
            Self::Year => "year",
        }
    }

    /// The field of such a name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// The headings it is known by, small letters, single spaces, no signs; the best first.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::KioskId => &["promise tree id"],
            Self::Upn => &["upn", "unique pupil number", "unique pupil no", "upn number", "current upn"],
            Self::Number => &[
                "admission number",
                "admission no",
                "adm no",
                "adno",
                "admno",
                "admission",
                "mis id",
                "sims id",
                "arbor id",
                "bromcom id",
                "person id",
                "id",
                "number",
                "ref",
                "external id",
                "uid",
            ],
            Self::KnownAs => &[
                "known as",
                "preferred forename",
                "preferred first name",
                "preferred given name",
                "preferred name",
                "chosen forename",
                "chosen first name",
                "chosen name",
                "usual name",
                "called name",
                "calling name",
                "nickname",
            ],
            Self::GivenName => &[
                "forename",
                "first name",
                "given name",
                "firstname",
                "givenname",
                "forenames",
                "first names",
                "given names",
                "christian name",
                "legal forename",
                "legal first name",
                "legal given name",
                "legal forenames",
                "first",
            ],
            Self::KnownFamily => &[
                "preferred surname",
                "preferred last name",
                "preferred family name",
                "chosen surname",
                "chosen last name",
                "known surname",
                "known as surname",
            ],
            Self::FamilyName => &[
                "surname",
                "last name",
                "family name",
                "lastname",
                "familyname",
                "second name",
                "legal surname",
                "legal last name",
                "legal family name",
                "last",
            ],
            Self::FullName => &[
                "full name",
                "name",
                "fullname",
                "preferred full name",
                "display name",
                "surname forename",
                "surname first name",
                "last name first name",
                "forename surname",
                "first name last name",
                "surname and forename",
                "legal full name",
                "legal name",
                "pupil",
                "student",
                "child",
                "learner",
            ],
            Self::Class => &[
                "class",
                "class name",
                "reg group",
                "registration group",
                "registration form",
                "reg form",
                "reg",
                "reg class",
                "registration",
                "registration class",
                "current class",
                "form",
                "form group",
                "form name",
                "form class",
                "tutor group",
                "tutorgroup",
                "tutor",
                "homeroom",
                "home room",
                "class group",
                "main class",
                "base class",
                "reggroup",
                "classname",
            ],
            Self::Year => &[
                "year",
                "year group",
                "nc year",
                "yeargroup",
                "ncyear",
                "national curriculum year",
                "nc year group",
                "curriculum year",
                "nc year actual",
                "actual nc year",
                "nc yr",
                "yr",
                "yr group",
                "year taught in",
                "year grp",
                "current year",
                "current year group",
                "grade",
                "grades",
            ],
        }
    }
}

/// Words at the beginning of a heading that say whose it is: `Pupil Forename`, `Student: UPN`.
const WHOSE: [&str; 7] = ["pupil", "pupils", "student", "students", "child", "childs", "learner"];

/// What the headings of columns that are never read have in them: birth dates, addresses, families, health, needs.
const PRIVATE: [&str; 38] = [
    "dob",
    "birth",
    "birthday",
    "born",
    "age",
    "address",
    "addr",
    "postcode",
    "street",
    "town",
    "email",
    "mail",
    "phone",
    "telephone",
    "mobile",
    "tel",
    "sms",
    "ethnic",
    "ethnicity",
    "religion",
    "nationality",
    "sen",
    "send",
    "ehcp",
    "fsm",
    "premium",
    "medical",
    "doctor",
    "gp",
    "allergies",
    "parent",
    "parents",
    "carer",
    "contact",
    "gender",
    "sex",
    "password",
    "photo",
];

/// A heading as it is compared: small letters, single spaces, no signs.
pub(super) fn folded(title: &str) -> String {
    let letters: String =
        title.chars().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The field that a heading names, and how well (0 is best).
pub(super) fn recognised(title: &str) -> Option<(Field, usize)> {
    let folded = folded(title);
    let known = |text: &str| {
        Field::ALL.into_iter().find_map(|field| {
            let rank = field.aliases().iter().position(|alias| *alias == text)?;
            Some((field, rank))
        })
    };
    known(&folded).or_else(|| {
        let (whose, rest) = folded.split_once(' ')?;
        WHOSE.contains(&whose).then(|| known(rest)).flatten()
    })
}

/// Whether a column is never read, by its heading.
pub(super) fn is_private(title: &str) -> bool {
    let folded = folded(title);
    let mut words = folded.split(' ');
    recognised(title).is_none()
        && (words.any(|word| PRIVATE.contains(&word)) || folded.replace(' ', "").contains("email"))
}

/// How many fields a row names, if it is a row of headings: at least one of them a name.
pub(super) fn known_in(cells: &[String]) -> usize {
    let columns = best(cells);
    let names = [Field::GivenName, Field::KnownAs, Field::FamilyName, Field::FullName];
    if names.iter().any(|name| columns.contains_key(name)) { columns.len() } else { 0 }
}

/// The column of each field that the headings name; of several the best, then the first.
pub(super) fn best(titles: &[String]) -> BTreeMap<Field, usize> {
    let mut best: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
    for (column, title) in titles.iter().enumerate() {
        if let Some((field, rank)) = recognised(title) {
            let place = best.entry(field).or_insert((rank, column));
            *place = (*place).min((rank, column));
        }
    }
    let mut columns: BTreeMap<Field, usize> = best.into_iter().map(|(field, (_, column))| (field, column)).collect();
    // “Name” beside “Surname” is the given name.
    if columns.contains_key(&Field::FamilyName) && !columns.contains_key(&Field::GivenName) {
        let name = columns.get(&Field::FullName).copied();
        let title = name.and_then(|column| titles.get(column)).map(|title| folded(title));
        if let (Some(column), Some("name")) = (name, title.as_deref()) {
            columns.remove(&Field::FullName);
            columns.insert(Field::GivenName, column);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn fields(titles: &[&str]) -> Vec<(&'static str, usize)> {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        best(&titles).into_iter().map(|(field, column)| (field.code(), column)).collect()
    }

    #[test]
    fn no_heading_means_two_things() {
        let all: Vec<&str> = Field::ALL.iter().flat_map(|field| field.aliases()).copied().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|alias| folded(alias) == *alias && !is_private(alias)));
    }

    #[test]
    fn the_usual_systems_headings_are_known() {
        let sims =
            fields(&["Legal Surname", "Legal Forename", "Surname", "Forename", "Reg", "Year", "DOB", "Adno", "UPN"]);
        assert_eq!(sims, [("upn", 8), ("number", 7), ("given-name", 3), ("family-name", 2), ("class", 4), ("year", 5)]);
        let arbor =
            fields(&["Arbor ID", "Legal first name", "Preferred first name", "Legal last name", "Registration form"]);
        assert_eq!(arbor, [("number", 0), ("known-as", 2), ("given-name", 1), ("family-name", 3), ("class", 4)]);
        let bromcom = fields(&["Student: Preferred Name", "Pupil_Last_Name", "TutorGroup", "NC-Year"]);
        assert_eq!(bromcom, [("known-as", 0), ("family-name", 1), ("class", 2), ("year", 3)]);
        assert_eq!(fields(&["Pupil Name", "Form"]), [("full-name", 0), ("class", 1)]);
        assert_eq!(fields(&["Name", "Surname"]), [("given-name", 0), ("family-name", 1)]);
    }

    #[test]
    fn what_is_not_needed_is_known_too_and_never_read() {
        for private in
            ["DOB", "Date of Birth", "Parent 1 e-mail", "E-mail", "email_address", "Home Phone", "SEN Status"]
        {
            assert!(is_private(private), "{private}");
        }
        for other in ["House", "Preferred Surname", "Stage", "Agency", "Year"] {
            assert!(!is_private(other), "{other}");
        }
    }
}
