//! Days and times in words. What stands in which order is the language's own (`dates.ftl`).

use super::keys;
use super::words::{Value, Words};
use jiff::civil::{Date, Time};

const MONTHS: [&str; 12] = [
    keys::MONTH_1,
    keys::MONTH_2,
    keys::MONTH_3,
    keys::MONTH_4,
    keys::MONTH_5,
    keys::MONTH_6,
    keys::MONTH_7,
    keys::MONTH_8,
    keys::MONTH_9,
    keys::MONTH_10,
    keys::MONTH_11,
    keys::MONTH_12,
];

pub(super) fn date_long(words: &Words, date: Date) -> String {
    // A civil date's month is 1 to 12.
    let month = usize::try_from(date.month() - 1).ok().and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
    let values: [(&str, Value<'_>); 3] =
        [("day", date.day().into()), ("month", words.text(month).into()), ("year", date.year().into())];
    words.text_with(keys::DATE_LONG, &values)
}

pub(super) fn time_of_day(words: &Words, time: Time) -> String {
    let values: [(&str, Value<'_>); 2] =
        [("hour", time.hour().into()), ("minute", format!("{:02}", time.minute()).into())];
    words.text_with(keys::TIME_OF_DAY, &values)
}
