//! OneRoster exports, 1.1 and 1.2, made up to the standard and then bent as real ones are.

use super::made::{Office, faults, pupils, source, upn, zipped};
use promise_tree::roster::{Kind, Proposal, RosterError, read, read_bytes};
use promise_tree::store::Watch;

const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\
                    s1,,,Willow Lane Primary,school,8012000,\n";
const SESSIONS: &str = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                        y26,,,2026-27,schoolYear,2026-09-01,2027-07-22,,2027\n";
const CLASSES: &str = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,\
                       schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n\
                       c1,,,Willow,02,,2W,homeroom,,s1,y26,,,\nc2,,,Oak,04,,4O,homeroom,,s1,y26,,,\n\
                       c3,,,Recorder club,\"02,04\",,REC,scheduled,,s1,y26,,,\n";
const ENROLMENTS: &str = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,\
                          beginDate,endDate\n\
                          e1,,,c3,s1,u1,student,,,\ne2,,,c1,s1,u1,student,,,\ne3,,,c2,s1,u2,student,,,\n\
                          e4,,,c1,s1,t1,teacher,true,,\ne5,,,c3,s1,u3,student,,,\n";

fn manifest(version: &str, users: &str) -> String {
    format!(
        "propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\nfile.academicSessions,bulk\n\
         file.classes,bulk\nfile.enrollments,bulk\nfile.orgs,bulk\nfile.users,{users}\nfile.courses,absent\n"
    )
}

fn users_11() -> String {
    format!(
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,\
         middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n\
         t1,,,true,s1,teacher,jokoro,,James,Okoro,,,j@example.org,,,,,\n\
         u1,,,true,s1,student,abegum,\"{{UPN:{}}},{{LDAP:x}}\",Aisha,Begum,Noor,,a@example.org,,,,02,pw\n\
         u2,,,true,s1,student,blee,,Ben,Lee,,{},,,,,04,\n\
         u3,,,true,s1,student,cash,,Cara,Ash,,,,,,,KG,\n\
         u4,,,true,s1,student,dday,,Dev,Day,,,,,,,03,\n\
         u5,tobedeleted,,true,s1,student,eve,,Eve,Elm,,,,,,,03,\n\
         p1,,,true,s1,guardian,mum,,Mum,Begum,,,,,,,,\n",
        upn(1),
        upn(2)
    )
}

fn export_11() -> Vec<u8> {
    zipped(&[
        ("manifest.csv", &manifest("1.1", "bulk")),
        ("orgs.csv", ORGS),
        ("academicSessions.csv", SESSIONS),
        ("classes.csv", CLASSES),
        ("enrollments.csv", ENROLMENTS),
        ("users.csv", &users_11()),
    ])
}

fn of(bytes: &[u8]) -> (Kind, Proposal) {
    let source = source("oneroster.zip", bytes);
    (source.kind().clone(), source.propose(None, &Watch::silent()).unwrap())
}

fn expected() -> [String; 3] {
    [
        format!("3 Aisha|Begum Willow Y2 oneroster=u1 upn={}", upn(1)),
        format!("4 Ben|Lee Oak Y4 oneroster=u2 upn={}", upn(2)),
        "5 Cara|Ash Recorder club R oneroster=u3".to_owned(),
    ]
}

#[test]
fn a_1_1_zip_gives_its_pupils_in_their_own_classes() {
    let (kind, proposal) = of(&export_11());
    assert_eq!(kind, Kind::OneRoster { version: Some("1.1".into()) });
    assert_eq!(pupils(&proposal), expected());
    assert_eq!(faults(&proposal), ["6 NoClass", "7 Deleted"]);
    assert_eq!(proposal.ignored, ["academicsessions.csv"]);
    let kept = format!("{proposal:?}");
    assert!(["example.org", "jokoro", "pw", "Noor", "Mum"].iter().all(|private| !kept.contains(private)), "{kept}");
}

#[test]
fn a_1_2_zip_has_roles_of_its_own_and_preferred_names() {
    let users = format!(
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,\
         sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,\
         preferredFamilyName,primaryOrgSourcedId,pronouns\n\
         t1,,,true,jokoro,,James,Okoro,,,,,,,,,,,,,s1,\n\
         u1,,,true,abegum,,Aisha Noor,Begum-Khan,,,,,,,02,,{},Aisha,,Begum,s1,\n\
         u2,,,true,blee,\"{{upn:{}}}\",Ben,Lee,,,,,,,04,,,,,,s1,\n\
         u3,,,true,cash,,Cara,Ash,,,,,,,KG,,,,,,s1,\n\
         u9,,,true,both,,Gwen,Grey,,,,,,,,,,,,,s1,\n",
        upn(1),
        upn(2)
    );
    let roles = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,\
                 userProfileSourcedId\n\
                 r1,,,t1,primary,teacher,,,s1,\nr2,,,u1,primary,student,,,s1,\nr3,,,u2,primary,student,,,s1,\n\
                 r4,,,u3,primary,student,,,s1,\nr5,,,u9,primary,aide,,,s1,\n";
    let bytes = zipped(&[
        ("export/manifest.csv", &manifest("1.2", "bulk")),
        ("export/orgs.csv", ORGS),
        ("export/classes.csv", CLASSES),
        ("export/enrollments.csv", ENROLMENTS),
        ("export/roles.csv", roles),
        ("export/users.csv", &users),
        ("__MACOSX/export/._users.csv", "rubbish"),
    ]);
    let (kind, proposal) = of(&bytes);
    assert_eq!(kind, Kind::OneRoster { version: Some("1.2".into()) });
    assert_eq!(pupils(&proposal), expected());
    assert_eq!(faults(&proposal), Vec::<String>::new());
}

#[test]
fn columns_that_were_renamed_reordered_or_added_are_found_by_name() {
    let users = format!(
        "\u{feff}GivenName,extra,FAMILYNAME,sourcedId,role,grade,identifier\nAisha,x,Begum,u1,student,2,{}\n",
        upn(1)
    );
    let enrolments = "userId,classId,role,userSourcedId,classSourcedId\n,,student,u1,c1\n";
    let bytes = zipped(&[("users.csv", &users), ("classes.csv", CLASSES), ("enrollments.csv", enrolments)]);
    let (kind, proposal) = of(&bytes);
    assert_eq!(kind, Kind::OneRoster { version: None });
    assert_eq!(pupils(&proposal), [format!("2 Aisha|Begum Willow Y2 oneroster=u1 upn={}", upn(1))]);
}

#[test]
fn of_two_homerooms_the_later_one_counts_and_two_at_once_are_for_a_person() {
    let enrolments = "sourcedId,classSourcedId,userSourcedId,role,beginDate\n\
                      e1,c1,u1,student,2025-09-01\ne2,c2,u1,student,2026-09-01\n\
                      e3,c1,u2,student,2026-09-01\ne4,c2,u2,student,2026-09-01\n";
    let bytes = zipped(&[("users.csv", &users_11()), ("classes.csv", CLASSES), ("enrollments.csv", enrolments)]);
    let (_, proposal) = of(&bytes);
    assert_eq!(pupils(&proposal), [format!("3 Aisha|Begum Oak Y2 oneroster=u1 upn={}", upn(1))]);
    assert_eq!(faults(&proposal)[0], "4 SeveralClasses { classes: \"Oak, Willow\" }");
}

#[test]
fn of_a_trusts_export_only_this_school_comes_in() {
    let orgs = format!("{ORGS}s2,,,Hill Top Primary,school,8012001,\n");
    let classes = format!("{CLASSES}d1,,,Ash,01,,1A,homeroom,,s2,y26,,,\n");
    let enrolments = format!("{ENROLMENTS}e9,,,d1,s2,v1,student,,,\n");
    let users = format!("{}v1,,,true,s2,student,zed,,Zed,Zane,,,,,,,01,\n", users_11());
    let bytes = zipped(&[
        ("users.csv", &users),
        ("classes.csv", &classes),
        ("enrollments.csv", &enrolments),
        ("orgs.csv", &orgs),
    ]);
    let mut source = source("trust.zip", &bytes);
    let error = source.propose(None, &Watch::silent()).unwrap_err().to_string();
    assert_eq!(
        error,
        "trust.zip holds more than one school (Willow Lane Primary, Hill Top Primary); say which one this kiosk is for"
    );
    let own = source.propose(Some("willow lane primary"), &Watch::silent()).unwrap();
    assert_eq!(pupils(&own), expected());
    assert_eq!(faults(&own), ["6 NoClass", "7 Deleted"], "nobody of the other school is a bad row of this one");
    source.set_school(Some("Hill Top Primary".into()));
    let other = source.propose(Some("Willow Lane Primary"), &Watch::silent()).unwrap();
    assert_eq!(pupils(&other), ["9 Zed|Zane Ash Y1 oneroster=v1"]);
    source.set_school(Some("Nowhere".into()));
    assert!(matches!(source.propose(None, &Watch::silent()), Err(RosterError::School { .. })));
}

#[test]
fn an_export_of_changes_or_with_a_file_or_a_column_missing_says_so() {
    let users = users_11();
    let told = |files: &[(&str, &str)]| read_bytes("o.zip", &zipped(files), &Watch::silent()).unwrap_err().to_string();
    let delta = manifest("1.1", "delta");
    assert_eq!(
        told(&[
            ("manifest.csv", &delta),
            ("users.csv", &users),
            ("classes.csv", CLASSES),
            ("enrollments.csv", ENROLMENTS)
        ]),
        "o.zip holds only what has changed in users.csv (“delta”); export again in full (“bulk”)"
    );
    assert_eq!(
        told(&[("users.csv", &users), ("classes.csv", CLASSES)]),
        "o.zip has no enrollments.csv; export again with orgs, classes, enrollments and users"
    );
    let nameless = users.replace("familyName", "lastWord");
    assert_eq!(
        told(&[("users.csv", &nameless), ("classes.csv", CLASSES), ("enrollments.csv", ENROLMENTS)]),
        "users.csv in o.zip has no column “familyName”; export again in the OneRoster 1.1 or 1.2 form"
    );
}

#[test]
fn a_folder_with_an_export_is_read_like_its_zip() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("Users.csv", users_11()),
        ("classes.csv", CLASSES.into()),
        ("ENROLLMENTS.CSV", ENROLMENTS.into()),
        ("orgs.csv", ORGS.into()),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let source = read(folder.path(), &Watch::silent()).unwrap();
    assert_eq!(pupils(&source.propose(None, &Watch::silent()).unwrap()), expected());
    assert_eq!(promise_tree::roster::candidates(folder.path()).unwrap(), [folder.path()]);
}

#[test]
fn the_same_children_come_in_from_one_roster_and_later_from_a_csv() {
    let office = Office::new();
    let (_, proposal) = of(&export_11());
    office.import_with(&proposal, &Default::default(), promise_tree::roster::Difference::sure).unwrap();
    let (aisha, cara) = (office.id("Aisha Begum"), office.id("Cara Ash"));
    assert_eq!(office.here(), ["Oak (Y4): Ben Lee", "Recorder club (R): Cara Ash", "Willow (Y2): Aisha Begum"]);
    let csv = format!("UPN,Forename,Surname,Class,Year\n{},Aisha,Khan,Oak,4\n,Cara,Ash,Recorder Club,R\n", upn(1));
    let tally = office.import(&csv);
    assert_eq!((tally.moved, tally.renamed, tally.joined), (1, 1, 0));
    assert_eq!((office.id("Aisha Khan"), office.id("Cara Ash")), (aisha, cara));
}
