//! keys.json: who can open the database, and how.
//!
//! Each member of staff has an X25519 key pair. Its private half is wrapped under a key that Argon2id makes of the
//! passphrase; the database key is sealed to its public half (HPKE). So a colleague can be given access by anybody who
//! has the store open, without a passphrase changing hands, and the same sealing opens to the recovery key. Everything
//! is bound to this store and this person by associated data, so that pieces cannot be swapped between files.

use super::database_key::DatabaseKey;
use super::day_key::Day;
use super::error::StoreError;
use super::folder::Folder;
use super::kdf::{Cost, Kdf};
use super::random;
use super::recovery_key::RecoveryKey;
use super::school_key::SchoolKey;
use super::sealing::{self, KeyPair, SealedBox, Wrapped};
use super::secrets::{Label, LabelFault, Passphrase};
use crate::domain::ids::StaffId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The format as long as nobody has a key for one day.
const VERSION: i64 = 1;
/// The format with such keys, so that a program that does not know them says that it is too old.
const WITH_DAYS: i64 = 2;
/// The format with keys that were made at the register, for the same reason.
const WITH_SCHOOL_KEYS: i64 = 3;
const FILE: &str = "keys.json";

/// The file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keyring {
    version: i64,
    /// Names this store in everything sealed here; random.
    store: String,
    staff: Vec<StaffKeys>,
    recovery: Recovery,
}

/// One member of staff who can open the store.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StaffKeys {
    id: StaffId,
    label: Label,
    argon2id: Cost,
    salt: Bytes<16>,
    public: Bytes<32>,
    /// The private half, wrapped; missing where it follows from the passphrase ([`SchoolKey`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    private: Option<Base64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    private_nonce: Option<Bytes<24>>,
    database_key: SealedKey,
    /// Where the key is for one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<Day>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recovery {
    public: Bytes<32>,
    database_key: SealedKey,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedKey {
    encapsulated: Bytes<32>,
    ciphertext: Base64,
}

/// Who may choose themselves at the unlock screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLabel {
    /// Their identifier.
    pub id: StaffId,
    /// Their initials.
    pub label: Label,
    /// Where their key is for one day: which.
    pub day: Option<Day>,
}

impl Keyring {
    /// A keyring that only a recovery key opens yet.
    pub(crate) fn make(key: &DatabaseKey, recovery: &RecoveryKey) -> Result<Self, StoreError> {
        let store = random::id(Ok)?;
        let recovery = recover(&store, key, recovery)?;
        Ok(Self { version: VERSION, store, staff: Vec::new(), recovery })
    }

    /// Reads the folder's keyring.
    pub(crate) fn read(folder: &Folder) -> Result<Self, StoreError> {
        let path = folder.keys();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let alone = folder.database().exists();
                let missing = if alone { StoreError::KeysMissing } else { StoreError::NoStore };
                return Err(missing(folder.path().to_owned()));
            }
            Err(source) => return Err(StoreError::io("read", &path, source)),
        };
        Self::parse(&bytes)
    }

    fn parse(bytes: &[u8]) -> Result<Self, StoreError> {
        #[derive(Deserialize)]
        struct Version {
            version: i64,
        }
        // The version first: with another one, nothing else need be as it is here.
        let damaged = |error: serde_json::Error| damaged(&error.to_string());
        match serde_json::from_slice::<Version>(bytes).map_err(damaged)?.version {
            VERSION | WITH_DAYS | WITH_SCHOOL_KEYS => serde_json::from_slice(bytes).map_err(damaged),
            version => Err(StoreError::Newer { file: FILE, version }),
        }
    }

    /// Writes it in place of the old one, whole or not at all.
    pub(crate) fn write(&self, folder: &Folder) -> Result<(), StoreError> {
        let version = if self.staff.iter().any(|staff| staff.private.is_none()) {
            WITH_SCHOOL_KEYS
        } else if self.staff.iter().any(|staff| staff.day.is_some()) {
            WITH_DAYS
        } else {
            VERSION
        };
        let written = Self { version, ..self.clone() };
        let mut json = serde_json::to_vec_pretty(&written).map_err(|error| damaged(&error.to_string()))?;
        json.push(b'\n');
        folder.write(&folder.keys(), &json)
    }

    /// Everybody who can open it at this moment, in the order of their initials.
    pub(crate) fn labels(&self, now_ms: i64) -> Vec<StaffLabel> {
        let label = |staff: &StaffKeys| StaffLabel { id: staff.id.clone(), label: staff.label.clone(), day: staff.day };
        let on = |staff: &&StaffKeys| staff.day.is_none_or(|day| day.is_on(now_ms));
        let mut labels: Vec<StaffLabel> = self.staff.iter().filter(on).map(label).collect();
        labels.sort_by(|a, b| a.label.cmp(&b.label));
        labels
    }

    /// The member of staff with this identifier or these initials (in any case).
    pub(crate) fn find(&self, who: &str) -> Option<&StaffId> {
        let folded = who.trim().to_lowercase();
        let by_id = self.staff.iter().find(|staff| staff.id.as_str() == who.trim());
        by_id.or_else(|| self.staff.iter().find(|s| s.label.as_str().to_lowercase() == folded)).map(|s| &s.id)
    }

    /// Whether something is sealed to this member of staff.
    pub(crate) fn opens(&self, id: &StaffId) -> bool {
        self.staff.iter().any(|staff| staff.id == *id)
    }

    /// Which day this member of staff's key is for, where it is for one.
    pub(crate) fn day_of(&self, id: &StaffId) -> Option<Day> {
        self.staff.iter().find(|staff| staff.id == *id)?.day
    }

    /// Destroys what is sealed to keys whose day is over; whether there were any.
    pub(crate) fn end_days(&mut self, now_ms: i64) -> bool {
        let before = self.staff.len();
        self.staff.retain(|staff| staff.day.is_none_or(|day| !day.is_over(now_ms)));
        self.staff.len() < before
    }

    /// Lets a member of staff open it; whoever had this identifier before gets this passphrase instead.
    pub(crate) fn admit(
        &mut self,
        id: &StaffId,
        label: &Label,
        passphrase: &Passphrase,
        argon2id: Cost,
        key: &DatabaseKey,
    ) -> Result<(), StoreError> {
        self.admit_until(id, label, passphrase, argon2id, key, None)
    }

    /// The same, for one day only where one is given.
    pub(crate) fn admit_until(
        &mut self,
        id: &StaffId,
        label: &Label,
        passphrase: &Passphrase,
        argon2id: Cost,
        key: &DatabaseKey,
        day: Option<Day>,
    ) -> Result<(), StoreError> {
        if self.find(label.as_str()).is_some_and(|holder| holder != id) {
            return Err(LabelFault::Taken(label.as_str().to_owned()).into());
        }
        let salt = random::bytes()?;
        let pair = KeyPair::make()?;
        let public = pair.public();
        let about = self.about(id, &public, day);
        let stretched = argon2id.key(passphrase.as_str(), &salt)?;
        let private = sealing::wrap(&stretched, pair.private().as_slice(), &about)?;
        let keys = StaffKeys {
            id: id.clone(),
            label: label.clone(),
            argon2id,
            salt: Bytes(salt),
            public: Bytes(public),
            private: Some(Base64(private.ciphertext)),
            private_nonce: Some(Bytes(private.nonce)),
            database_key: SealedKey::new(&sealing::seal(&public, key.bytes(), &about)?),
            day,
        };
        self.staff.retain(|staff| staff.id != *id);
        self.staff.push(keys);
        Ok(())
    }

    /// Lets somebody open it with the key that was made of their passphrase at the register, in place of whatever they had.
    /// Whether that is a change.
    pub(crate) fn admit_key(
        &mut self,
        id: &StaffId,
        label: &Label,
        school: &SchoolKey,
        key: &DatabaseKey,
    ) -> Result<bool, StoreError> {
        if self.find(label.as_str()).is_some_and(|holder| holder != id) {
            return Err(LabelFault::Taken(label.as_str().to_owned()).into());
        }
        let same = |staff: &StaffKeys| staff.id == *id && staff.label == *label && staff.public.0 == school.public;
        if self.staff.iter().any(|staff| same(staff) && staff.private.is_none()) {
            return Ok(false);
        }
        let about = self.about(id, &school.public, None);
        let keys = StaffKeys {
            id: id.clone(),
            label: label.clone(),
            argon2id: school.kdf_cost(),
            salt: Bytes(school.salt),
            public: Bytes(school.public),
            private: None,
            private_nonce: None,
            database_key: SealedKey::new(&sealing::seal(&school.public, key.bytes(), &about)?),
            day: None,
        };
        self.staff.retain(|staff| staff.id != *id);
        self.staff.push(keys);
        Ok(true)
    }

    /// Destroys what is sealed to a member of staff; whether there was anything.
    pub(crate) fn expel(&mut self, id: &StaffId) -> Result<bool, StoreError> {
        match self.staff.iter().position(|staff| staff.id == *id) {
            None => Ok(false),
            // Whoever has a key for a day is gone tomorrow.
            Some(_) if !self.staff.iter().any(|staff| staff.id != *id && staff.day.is_none()) => {
                Err(StoreError::LastAccess)
            }
            Some(place) => {
                self.staff.remove(place);
                Ok(true)
            }
        }
    }

    /// What passphrases cost here: what the first member of staff's does.
    pub(crate) fn cost(&self) -> Cost {
        self.staff.first().map_or_else(|| Kdf::default().cost(), |staff| staff.argon2id)
    }

    /// Makes another recovery key the one that opens it.
    pub(crate) fn replace_recovery(&mut self, key: &DatabaseKey, recovery: &RecoveryKey) -> Result<(), StoreError> {
        self.recovery = recover(&self.store, key, recovery)?;
        Ok(())
    }

    /// Tries a passphrase, for one member of staff or for everybody in turn. `None`: it opens nothing.
    pub(crate) fn open(
        &self,
        who: Option<&StaffId>,
        passphrase: &str,
    ) -> Result<Option<(StaffId, DatabaseKey)>, StoreError> {
        for staff in self.staff.iter().filter(|staff| who.is_none_or(|who| *who == staff.id)) {
            if let Some(key) = self.open_one(staff, passphrase)? {
                return Ok(Some((staff.id.clone(), key)));
            }
        }
        Ok(None)
    }

    fn open_one(&self, staff: &StaffKeys, passphrase: &str) -> Result<Option<DatabaseKey>, StoreError> {
        let about = self.about(&staff.id, &staff.public.0, staff.day);
        let pair = match (&staff.private, &staff.private_nonce) {
            (Some(private), Some(nonce)) => {
                let stretched = staff.argon2id.key(passphrase, &staff.salt.0)?;
                let wrapped = Wrapped { nonce: nonce.0, ciphertext: private.0.clone() };
                let Some(private) = sealing::unwrap(&stretched, &wrapped, &about) else { return Ok(None) };
                KeyPair::from_private(&private)
            }
            (None, None) => {
                let pair = SchoolKey::pair(passphrase, &staff.salt.0, staff.argon2id)?;
                if pair.public() != staff.public.0 {
                    return Ok(None);
                }
                Some(pair)
            }
            _ => return Err(damaged("half of somebody's key is missing")),
        };
        // The passphrase was right: from here on, what does not open is damaged.
        let key = pair.and_then(|pair| pair.open(&staff.database_key.sealed(), &about));
        let key = key.and_then(|key| DatabaseKey::from_bytes(&key));
        key.map(Some).ok_or_else(|| damaged("a passphrase opens its key, but the key does not open the database"))
    }

    /// Tries a recovery key. `None`: it opens nothing.
    pub(crate) fn recover(&self, recovery: &RecoveryKey) -> Option<DatabaseKey> {
        let pair = KeyPair::derive(recovery.bytes());
        let about = about_recovery(&self.store, &self.recovery.public.0);
        let key = pair.open(&self.recovery.database_key.sealed(), &about)?;
        DatabaseKey::from_bytes(&key)
    }

    /// What is sealed is bound to: the store, the person, and the day, which nobody can write longer.
    fn about(&self, id: &StaffId, public: &[u8; 32], day: Option<Day>) -> Vec<u8> {
        let mut about = format!("promise-tree keys 1\n{}\nstaff {id}\n", self.store).into_bytes();
        if let Some(day) = day {
            about.extend_from_slice(format!("day {} {}\n", day.from_ms, day.until_ms).as_bytes());
        }
        about.extend_from_slice(public);
        about
    }
}

fn recover(store: &str, key: &DatabaseKey, recovery: &RecoveryKey) -> Result<Recovery, StoreError> {
    let public = KeyPair::derive(recovery.bytes()).public();
    let sealed = sealing::seal(&public, key.bytes(), &about_recovery(store, &public))?;
    Ok(Recovery { public: Bytes(public), database_key: SealedKey::new(&sealed) })
}

fn about_recovery(store: &str, public: &[u8; 32]) -> Vec<u8> {
    let mut about = format!("promise-tree keys 1\n{store}\nrecovery\n").into_bytes();
    about.extend_from_slice(public);
    about
}

impl SealedKey {
    fn new(sealed: &SealedBox) -> Self {
        Self { encapsulated: Bytes(sealed.encapsulated), ciphertext: Base64(sealed.ciphertext.clone()) }
    }

    fn sealed(&self) -> SealedBox {
        SealedBox { encapsulated: self.encapsulated.0, ciphertext: self.ciphertext.0.clone() }
    }
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged { file: FILE, what: what.to_owned() }
}

/// Bytes as base64.
#[derive(Debug, Clone)]
struct Base64(Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// So many bytes as base64.
#[derive(Debug, Clone)]
struct Bytes<const N: usize>([u8; N]);

impl<const N: usize> Serialize for Bytes<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Bytes<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Base64(bytes) = Base64::deserialize(deserializer)?;
        bytes.try_into().map(Self).map_err(|_| serde::de::Error::custom(format!("expected {N} bytes")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "otter pebble lantern";

    fn id(text: &str) -> StaffId {
        StaffId::new(text).unwrap()
    }

    fn ring() -> (Keyring, DatabaseKey, RecoveryKey) {
        let (key, recovery) = (DatabaseKey::make().unwrap(), RecoveryKey::make().unwrap());
        let mut ring = Keyring::make(&key, &recovery).unwrap();
        for (id, label, words) in [("s1", "JO", WORDS), ("s2", "SP", "biscuit meadow seventeen")] {
            let passphrase = Passphrase::chosen(words).unwrap();
            ring.admit(&self::id(id), &Label::new(label).unwrap(), &passphrase, Kdf::Light.cost(), &key).unwrap();
        }
        (ring, key, recovery)
    }

    #[test]
    fn each_passphrase_and_the_recovery_key_open_the_same_database_key() {
        let (ring, key, recovery) = ring();
        let ring = Keyring::parse(&serde_json::to_vec(&ring).unwrap()).unwrap();
        let opened = |who: Option<&StaffId>, words: &str| ring.open(who, words).unwrap();
        assert_eq!(opened(None, WORDS).unwrap().0, id("s1"));
        assert_eq!(opened(None, "biscuit meadow seventeen").unwrap().0, id("s2"));
        assert_eq!(opened(Some(&id("s1")), WORDS).unwrap().1.bytes(), key.bytes());
        assert_eq!(ring.recover(&recovery).unwrap().bytes(), key.bytes());
        assert!(opened(Some(&id("s2")), WORDS).is_none());
        assert!(opened(None, "otter pebble lanterns").is_none());
        assert!(ring.recover(&RecoveryKey::make().unwrap()).is_none());
    }

    #[test]
    fn a_new_passphrase_and_a_new_recovery_key_shut_the_old_ones_out() {
        let (mut ring, key, recovery) = ring();
        let passphrase = Passphrase::chosen("candle violin harbour").unwrap();
        ring.admit(&id("s1"), &Label::new("JO").unwrap(), &passphrase, Kdf::Light.cost(), &key).unwrap();
        let second = RecoveryKey::make().unwrap();
        ring.replace_recovery(&key, &second).unwrap();
        assert!(ring.open(None, WORDS).unwrap().is_none());
        assert!(ring.open(None, "candle violin harbour").unwrap().is_some());
        assert!(ring.recover(&recovery).is_none());
        assert!(ring.recover(&second).is_some());
        assert_eq!(ring.labels(0).len(), 2);
    }

    #[test]
    fn the_file_tells_nobody_more_than_initials() {
        let (ring, key, _) = ring();
        let json = serde_json::to_string(&ring).unwrap();
        assert!(!json.contains("otter") && !json.contains(&STANDARD.encode(key.bytes())));
        let labels: Vec<String> = ring.labels(0).iter().map(|staff| staff.label.as_str().to_owned()).collect();
        assert_eq!(labels, ["JO", "SP"]);
        assert_eq!(ring.find(" sp "), Some(&id("s2")));
    }

    #[test]
    fn initials_are_one_persons() {
        let (mut ring, key, _) = ring();
        let passphrase = Passphrase::chosen("candle violin harbour").unwrap();
        let taken = ring.admit(&id("s3"), &Label::new("jo").unwrap(), &passphrase, Kdf::Light.cost(), &key);
        assert!(matches!(taken, Err(StoreError::Label(LabelFault::Taken(_)))));
    }

    #[test]
    fn pieces_swapped_between_people_do_not_open() {
        let (mut ring, _, _) = ring();
        let keys = ring.staff[1].database_key.clone();
        ring.staff[0].database_key = keys;
        assert!(matches!(ring.open(None, WORDS), Err(StoreError::Damaged { file: "keys.json", .. })));
    }

    #[test]
    fn a_newer_file_and_a_damaged_one_are_told_apart() {
        let (ring, _, _) = ring();
        let json = serde_json::to_string(&ring).unwrap();
        let newer = json.replacen("\"version\":1", "\"version\":4,\"quantum\":true", 1);
        assert!(matches!(Keyring::parse(newer.as_bytes()), Err(StoreError::Newer { file: "keys.json", version: 4 })));
        for cut in [0, 1, json.len() / 2, json.len() - 1] {
            assert!(matches!(Keyring::parse(&json.as_bytes()[..cut]), Err(StoreError::Damaged { .. })), "{cut}");
        }
    }

    #[test]
    fn a_key_made_at_the_register_opens_with_its_passphrase_and_with_nothing_else() {
        let (mut ring, key, _) = ring();
        let words = "candle violin harbour";
        let made = SchoolKey::make(&Passphrase::chosen(words).unwrap(), Kdf::Light).unwrap();
        let known = SchoolKey::known(made.public, made.salt, made.cost()).unwrap();
        let label = Label::new("TV").unwrap();
        assert!(ring.admit_key(&id("s3"), &label, &known, &key).unwrap());
        assert!(!ring.admit_key(&id("s3"), &label, &known, &key).unwrap(), "a second time");
        let taken = ring.admit_key(&id("s4"), &Label::new("jo").unwrap(), &known, &key);
        assert!(matches!(taken, Err(StoreError::Label(LabelFault::Taken(_)))));
        let ring = Keyring::parse(&serde_json::to_vec(&ring).unwrap()).unwrap();
        let opened = |words: &str| ring.open(Some(&id("s3")), words).unwrap();
        assert_eq!(opened(words).unwrap().1.bytes(), key.bytes());
        assert!(opened("candle violin harbours").is_none());
        assert!(ring.open(None, WORDS).unwrap().is_some(), "those before go on as before");
        let mut half = ring.clone();
        half.staff[0].private = None;
        assert!(matches!(half.open(Some(&id("s1")), WORDS), Err(StoreError::Damaged { .. })));
        assert_eq!(SchoolKey::known(made.public, made.salt, (u32::MAX, 1, 1)), None);
    }

    #[test]
    fn a_key_for_a_day_goes_when_the_day_is_over_and_nobody_can_write_it_longer() {
        let (mut ring, key, _) = ring();
        let day = Day { from_ms: 1_000, until_ms: 9_000 };
        let passphrase = Passphrase::chosen("candle violin harbour").unwrap();
        let label = Label::new("TV").unwrap();
        ring.admit_until(&id("s3"), &label, &passphrase, Kdf::Light.cost(), &key, Some(day)).unwrap();
        assert!(ring.open(None, "candle violin harbour").unwrap().is_some());
        assert_eq!((ring.labels(8_999).len(), ring.labels(9_000).len()), (3, 2));
        let mut longer = ring.clone();
        longer.staff[2].day = Some(Day { until_ms: 99_000, ..day });
        assert!(longer.open(None, "candle violin harbour").unwrap().is_none());
        longer.staff[2].day = None;
        assert!(longer.open(None, "candle violin harbour").unwrap().is_none());
        assert!(!ring.end_days(8_999) && ring.end_days(9_000));
        assert!(ring.open(None, "candle violin harbour").unwrap().is_none());
        // Somebody with a key for today does not count as the one who is left.
        ring.admit_until(&id("s3"), &label, &passphrase, Kdf::Light.cost(), &key, Some(day)).unwrap();
        assert!(ring.expel(&id("s1")).unwrap());
        assert!(matches!(ring.expel(&id("s2")), Err(StoreError::LastAccess)));
        assert!(ring.expel(&id("s3")).unwrap());
    }
}
