//! How often anybody may ask.

use super::server::Peer;
use crate::domain::ids::KioskId;
use crate::sync::refusal::Refusal;
use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;

pub(super) type Keyed<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

/// Keys that are remembered before those that have rested are forgotten.
const KEYS: usize = 10_000;

/// Token buckets: one a kiosk, whose signature was checked; one an address of whoever says that they are a kiosk; one an
/// address of those who are not known yet.
#[derive(Debug)]
pub(super) struct Limits {
    addresses: Keyed<IpAddr>,
    kiosks: Keyed<KioskId>,
    strangers: Keyed<IpAddr>,
}

impl Limits {
    /// A kiosk: 50 requests a second, 200 at once (a long backlog after a summer). An address, which may
    /// be a whole school's: 500 a second, 2,000 at once. A stranger: one a second, 20 at once.
    pub(super) fn new() -> Self {
        let quota = |a_second: NonZeroU32, at_once: NonZeroU32| Quota::per_second(a_second).allow_burst(at_once);
        let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            addresses: keyed(quota(number(500), number(2000))),
            kiosks: keyed(quota(number(50), number(200))),
            strangers: keyed(quota(number(1), number(20))),
        }
    }

    /// Before a signature is checked.
    pub(super) fn address(&self, peer: Peer) -> Result<(), Refusal> {
        ask(&self.addresses, &peer.0.ip())
    }

    /// After its signature was checked.
    pub(super) fn kiosk(&self, kiosk: &KioskId) -> Result<(), Refusal> {
        ask(&self.kiosks, kiosk)
    }

    pub(super) fn stranger(&self, peer: Peer) -> Result<(), Refusal> {
        ask(&self.strangers, &peer.0.ip())
    }
}

pub(super) fn keyed<K: Hash + Eq + Clone>(quota: Quota) -> Keyed<K> {
    RateLimiter::hashmap(quota)
}

pub(super) fn ask<K: Hash + Eq + Clone>(limiter: &Keyed<K>, key: &K) -> Result<(), Refusal> {
    if limiter.len() > KEYS {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|_| Refusal::TooMany)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_too_often_waits_and_nobody_else_does() {
        let limits = Limits::new();
        let peer = |last| Peer(([10, 0, 0, last], 1).into());
        assert!((0..20).all(|_| limits.stranger(peer(1)).is_ok()));
        assert_eq!(limits.stranger(peer(1)), Err(Refusal::TooMany));
        assert_eq!(limits.stranger(peer(2)), Ok(()));
    }
}
