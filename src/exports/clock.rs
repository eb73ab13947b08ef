//! Moments as people here read them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A moment (milliseconds since 1970, UTC) on this machine's own clock and in its time zone; one that no clock can show is the
/// beginning of 1970.
pub(crate) fn local(at_ms: i64) -> DateTime {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.to_zoned(TimeZone::system()).datetime()
}
