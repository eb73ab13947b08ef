//! Who needs to promise, and why: derived from what the ledger says, never stored.

use super::agreement::{Agreement, Approval};
use super::ids::{PupilId, RuleId};
use super::outcome::Outcome;
use super::tree::{RecordedOutcome, Standing, standings};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Why a child is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Has never promised anything here.
    New,
    /// Has promised another agreement, of a younger or an older age.
    Moved,
    /// Has promised an earlier version; these rules are new or read otherwise, in the agreement's order. None: rules went.
    Changed(Vec<RuleId>),
    /// The promise is of an earlier school year.
    Review,
    /// Was not there.
    Absent,
    /// Was not sure yet.
    NotYet,
}

/// What is known of an earlier version of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// The rules that were promised.
    pub rules: BTreeSet<RuleId>,
    /// Those of them that read otherwise now; `None` where nobody knows what they said.
    pub reworded: Option<BTreeSet<RuleId>>,
}

/// What children are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The agreement, in the version that holds.
    pub agreement: &'a Agreement,
    /// What is known of its earlier versions, by number.
    pub earlier: &'a BTreeMap<u32, Earlier>,
    /// Today, where the school is.
    pub today: Date,
}

/// Who of `pupils` needs to promise, and why. `day` is the date of a wall time, where the school is. Nobody who has declined
/// or cannot take part is in it: a person decides about that. Whoever has left and is on the roster again is asked anew.
#[must_use]
pub fn due<'a>(
    pupils: impl IntoIterator<Item = &'a PupilId>,
    outcomes: &[RecordedOutcome],
    asked: Asked<'_>,
    day: impl Fn(i64) -> Date,
) -> BTreeMap<PupilId, Reason> {
    let standings = standings(pupils, outcomes, &asked.agreement.id, asked.agreement.version);
    let mut promises: BTreeMap<&PupilId, Vec<&RecordedOutcome>> = BTreeMap::new();
    for promise in outcomes.iter().filter(|recorded| recorded.outcome.is_promise()) {
        promises.entry(&promise.pupil).or_default().push(promise);
    }
    let reason = |(pupil, standing): (PupilId, Standing)| {
        let before = promises.get(&pupil).map_or(&[][..], Vec::as_slice);
        let reason = match standing {
            Standing::Known { outcome, at_ms, .. } if outcome.is_promise() => {
                (school_year(day(at_ms)) < school_year(asked.today)).then_some(Reason::Review)
            }
            Standing::Known { outcome: Outcome::NotYet, .. } => Some(Reason::NotYet),
            Standing::Known { outcome: Outcome::Declined | Outcome::Unable, .. } => None,
            Standing::Known { outcome: Outcome::Absent, .. } => Some(history(before, asked).unwrap_or(Reason::Absent)),
            Standing::Known { .. } | Standing::ToCome => Some(history(before, asked).unwrap_or(Reason::New)),
        };
        Some((pupil, reason?))
    };
    standings.into_iter().filter_map(reason).collect()
}

/// Why a child who has promised something before is asked again: the newest promise to an earlier version of the same
/// agreement counts, else any other agreement's.
fn history(promises: &[&RecordedOutcome], asked: Asked<'_>) -> Option<Reason> {
    match newest_of(promises.iter().copied(), asked.agreement) {
        Some(version) if version == asked.agreement.version => None,
        Some(version) => Some(Reason::Changed(changed_rules(asked.agreement, asked.earlier.get(&version)))),
        None => (!promises.is_empty()).then_some(Reason::Moved),
    }
}

/// The version of an agreement that was promised last, of these promises.
fn newest_of<'a>(promises: impl Iterator<Item = &'a RecordedOutcome>, agreement: &Agreement) -> Option<u32> {
    let own = promises.filter(|promise| promise.agreement == agreement.id);
    own.max_by_key(|promise| promise.sequence).map(|promise| promise.version)
}

/// The earlier version of an agreement that a child has promised last; `None` for a child who has promised none of it, or this
/// version.
#[must_use]
pub fn promised_before(pupil: &PupilId, outcomes: &[RecordedOutcome], agreement: &Agreement) -> Option<u32> {
    let promises = outcomes.iter().filter(|recorded| &recorded.pupil == pupil && recorded.outcome.is_promise());
    newest_of(promises, agreement).filter(|version| *version != agreement.version)
}

/// The rules to be taught again since an earlier version, in the agreement's order: those that are new or read otherwise.
/// All of them where nobody can tell.
#[must_use]
pub fn changed_rules(agreement: &Agreement, earlier: Option<&Earlier>) -> Vec<RuleId> {
    let all = || agreement.rules.iter().map(|rule| rule.id.clone());
    let Some(earlier) = earlier else { return all().collect() };
    let reworded = |rule: &RuleId| earlier.reworded.as_ref().is_some_and(|reworded| reworded.contains(rule));
    let changed: Vec<RuleId> = all().filter(|rule| !earlier.rules.contains(rule) || reworded(rule)).collect();
    // A new version with the same rules, of words that nobody knows: any of them may read otherwise.
    let rules_went = earlier.rules.len() > agreement.rules.len();
    if changed.is_empty() && earlier.reworded.is_none() && !rules_went { all().collect() } else { changed }
}

/// The year in which a school year began: in England, on 1 September.
#[must_use]
pub fn school_year(day: Date) -> i16 {
    if day.month() >= 9 { day.year() } else { day.year() - 1 }
}

/// Whether somebody has to look at an agreement again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewDate {
    /// Nobody has approved this version.
    NotApproved,
    /// The date has gone by.
    Lapsed(Date),
    /// It comes within so many days as [`SOON`] says.
    Soon(Date),
    /// There is time.
    Later(Date),
}

/// Days before a review date from which on it is spoken of.
pub const SOON: i32 = 30;

/// Where the review of an approved version stands.
#[must_use]
pub fn review_date(approval: Option<&Approval>, today: Date) -> ReviewDate {
    let Some(approval) = approval else { return ReviewDate::NotApproved };
    let by = approval.review_by;
    let days = today.until(by).map_or(0, |span| span.get_days());
    match () {
        () if approval.lapsed(today) => ReviewDate::Lapsed(by),
        () if days <= SOON => ReviewDate::Soon(by),
        () => ReviewDate::Later(by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::{Audience, Rule, Rules};
    use crate::domain::ids::{AgreementId, Key};

    fn rule(id: &str) -> RuleId {
        RuleId::new(id).unwrap()
    }

    fn agreement(version: u32, rules: &[&str]) -> Agreement {
        let key = Key::new("k").unwrap();
        let rules =
            rules.iter().map(|id| Rule { id: rule(id), words: key.clone(), more: None, picture: "p.svg".into() });
        Agreement {
            id: AgreementId::new("ks2-pupils").unwrap(),
            audience: Audience::Ks2Pupils,
            version,
            title: key.clone(),
            signed_with: Vec::new(),
            optional: false,
            rules: Rules::new(rules.collect()).unwrap(),
            ask_at_home: Vec::new(),
        }
    }

    /// A day of 2026 as milliseconds, and back.
    fn ms(day: &str) -> i64 {
        let day: Date = day.parse().unwrap();
        day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond()
    }

    fn day(at_ms: i64) -> Date {
        jiff::Timestamp::from_millisecond(at_ms).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    fn said(sequence: u64, of: &str, version: u32, outcome: Outcome, on: &str) -> RecordedOutcome {
        let pupil = PupilId::new("p").unwrap();
        RecordedOutcome { sequence, pupil, agreement: AgreementId::new(of).unwrap(), version, outcome, at_ms: ms(on) }
    }

    /// Why the one child is due on 25 November 2026, under version 2 of rules a, b and c.
    fn why(outcomes: &[RecordedOutcome], earlier: &BTreeMap<u32, Earlier>) -> Option<Reason> {
        let (pupil, agreement) = (PupilId::new("p").unwrap(), agreement(2, &["a", "b", "c"]));
        let asked = Asked { agreement: &agreement, earlier, today: "2026-11-25".parse().unwrap() };
        due([&pupil], outcomes, asked, day).remove(&pupil)
    }

    fn earlier(rules: &[&str], reworded: Option<&[&str]>) -> BTreeMap<u32, Earlier> {
        let set = |ids: &[&str]| ids.iter().map(|id| rule(id)).collect();
        BTreeMap::from([(1, Earlier { rules: set(rules), reworded: reworded.map(set) })])
    }

    #[test]
    fn every_child_is_due_for_the_reason_that_holds() {
        use Outcome::{Absent, Agreed, AgreedWithHelp, Declined, Left, NotYet, Unable};
        let none = BTreeMap::new();
        let now = |sequence, outcome| said(sequence, "ks2-pupils", 2, outcome, "2026-11-20");
        let young = said(1, "ks1-pupils", 4, Agreed, "2026-05-01");
        let table: Vec<(Vec<RecordedOutcome>, Option<Reason>)> = vec![
            (vec![], Some(Reason::New)),
            (vec![now(1, Agreed)], None),
            (vec![now(1, AgreedWithHelp)], None),
            (vec![now(1, NotYet)], Some(Reason::NotYet)),
            (vec![now(1, Absent)], Some(Reason::Absent)),
            (vec![now(1, Declined)], None),
            (vec![now(1, Unable)], None),
            (vec![now(1, Left)], Some(Reason::New)),
            (vec![young.clone()], Some(Reason::Moved)),
            (vec![young.clone(), now(2, Absent)], Some(Reason::Moved)),
            (vec![young.clone(), now(2, Agreed)], None),
            (vec![said(1, "ks1-pupils", 4, NotYet, "2026-05-01")], Some(Reason::New)),
            (vec![said(1, "ks2-pupils", 2, Agreed, "2026-08-31")], Some(Reason::Review)),
            (vec![said(1, "ks2-pupils", 2, Agreed, "2026-09-01")], None),
            (vec![said(1, "ks2-pupils", 2, Agreed, "2026-07-01"), now(2, Agreed)], None),
            (vec![said(1, "ks2-pupils", 2, Agreed, "2026-07-01"), now(2, Absent)], Some(Reason::Review)),
        ];
        for (outcomes, wanted) in table {
            assert_eq!(why(&outcomes, &none), wanted, "{outcomes:?}");
        }
    }

    #[test]
    fn a_child_is_shown_what_changed_since_their_own_last_promise() {
        use Outcome::{Agreed, NotYet};
        let (pupil, agreement) = (PupilId::new("p").unwrap(), agreement(3, &["a"]));
        let own = |sequence, version, outcome| said(sequence, "ks2-pupils", version, outcome, "2026-10-01");
        let before = |outcomes: &[RecordedOutcome]| promised_before(&pupil, outcomes, &agreement);
        assert_eq!(before(&[]), None);
        assert_eq!(before(&[own(1, 1, Agreed), own(2, 2, Agreed), own(3, 3, NotYet)]), Some(2));
        assert_eq!(before(&[own(1, 1, Agreed), own(2, 2, NotYet)]), Some(1), "only what was promised counts");
        assert_eq!(before(&[own(1, 1, Agreed), own(2, 3, Agreed)]), None);
        assert_eq!(before(&[said(1, "ks1-pupils", 1, Agreed, "2026-10-01")]), None, "another age's is no earlier one");
        let other = RecordedOutcome { pupil: PupilId::new("q").unwrap(), ..own(1, 1, Agreed) };
        assert_eq!(before(&[other]), None);
    }

    #[test]
    fn only_rules_that_are_new_or_read_otherwise_are_taught_again() {
        let before = [said(1, "ks2-pupils", 1, Outcome::Agreed, "2026-10-01")];
        let changed = |earlier: &BTreeMap<u32, Earlier>| match why(&before, earlier) {
            Some(Reason::Changed(rules)) => rules.iter().map(RuleId::to_string).collect::<Vec<_>>().join(" "),
            other => panic!("{other:?}"),
        };
        assert_eq!(changed(&earlier(&["a", "b"], None)), "c", "a rule more");
        assert_eq!(changed(&earlier(&["a", "b", "c"], Some(&["b"]))), "b", "other words");
        assert_eq!(changed(&earlier(&["c", "a"], Some(&["a", "c"]))), "a b c", "in the agreement's order");
        assert_eq!(changed(&earlier(&["a", "b", "c"], Some(&[]))), "", "only the order, or a picture at most");
        assert_eq!(changed(&earlier(&["a", "b", "c", "d"], None)), "", "a rule went");
        assert_eq!(changed(&earlier(&["a", "b", "c"], None)), "a b c", "nobody knows which");
        assert_eq!(changed(&BTreeMap::new()), "a b c", "nothing is known of that version");
    }

    #[test]
    fn a_review_date_is_spoken_of_thirty_days_before() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let approval = Approval { by: "governors".into(), on: date("2026-01-01"), review_by: date("2027-01-31") };
        let on = |day| review_date(Some(&approval), date(day));
        assert_eq!(review_date(None, date("2026-05-01")), ReviewDate::NotApproved);
        assert_eq!(on("2026-12-31"), ReviewDate::Later(date("2027-01-31")));
        assert_eq!(on("2027-01-01"), ReviewDate::Soon(date("2027-01-31")));
        assert_eq!(on("2027-01-31"), ReviewDate::Soon(date("2027-01-31")));
        assert_eq!(on("2027-02-01"), ReviewDate::Lapsed(date("2027-01-31")));
    }

    proptest::proptest! {
        #[test]
        fn whoever_has_promised_this_version_this_year_is_never_due_and_nobody_else_is_lost(
            said in proptest::collection::vec((0_usize..7, 1_u32..4, 0_usize..2, 0_i64..400), 0..12)
        ) {
            let outcomes: Vec<RecordedOutcome> = said
                .iter()
                .enumerate()
                .map(|(place, (outcome, version, of, days))| RecordedOutcome {
                    at_ms: ms("2026-01-01") + days * 86_400_000,
                    ..self::said(place as u64 + 1, ["ks1-pupils", "ks2-pupils"][*of], *version, Outcome::ALL[*outcome], "2026-01-01")
                })
                .collect();
            let pupil = PupilId::new("p").unwrap();
            let standing = standings([&pupil], &outcomes, &AgreementId::new("ks2-pupils").unwrap(), 2)[&pupil];
            let settled = match standing {
                Standing::Known { outcome: Outcome::Declined | Outcome::Unable, .. } => true,
                Standing::Known { at_ms, .. } => standing.is_leaf() && school_year(day(at_ms)) >= 2026,
                Standing::ToCome => false,
            };
            proptest::prop_assert_eq!(why(&outcomes, &BTreeMap::new()).is_none(), settled);
        }
    }
}
