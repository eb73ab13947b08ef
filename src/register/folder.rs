//! The register's data folder: its key, its TLS key and certificate, its address, and the SQLite file where no other
//! database was named. Everything in it is for its owner alone.

use super::RegisterError;
use crate::store::{Folder, StoreError};
use crate::sync::identity::RegisterKey;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The key that signs checkpoints: 32 bytes.
const KEY: &str = "register.key";
/// The TLS key (PKCS #8) and the certificate, both PEM. A school may put its own in their place.
const TLS_KEY: &str = "tls.key.pem";
const TLS_CERTIFICATE: &str = "tls.pem";
/// Where kiosks find the register.
const ADDRESS: &str = "address.txt";
const DATABASE: &str = "register.db";
/// How it is run, where that is not said otherwise.
pub(super) const SETTINGS: &str = "register.toml";

/// A data folder that is there.
#[derive(Debug, Clone)]
pub struct DataFolder(Folder);

/// What is in the TLS files.
#[derive(Debug)]
pub struct TlsFiles {
    /// PKCS #8, PEM.
    pub key: Zeroizing<Vec<u8>>,
    /// The certificate, with those above it where there are any, PEM.
    pub certificate: Vec<u8>,
}

impl DataFolder {
    /// Makes the folder where it is missing.
    ///
    /// # Errors
    /// What the file system says.
    pub fn make(path: &Path) -> Result<Self, RegisterError> {
        let folder = Folder::at(path);
        folder.make()?;
        Ok(Self(folder))
    }

    /// Says where it is; touches nothing.
    pub(super) fn at(path: &Path) -> Self {
        Self(Folder::at(path))
    }

    /// Whether the key and the SQLite file are there.
    pub(super) fn is_whole(&self) -> bool {
        self.file(KEY).is_file() && self.database().is_file()
    }

    /// Whether there is a register's key.
    pub(super) fn has_key(&self) -> bool {
        self.file(KEY).is_file()
    }

    /// Copies all but the database into another data folder.
    pub(super) fn copy_to(&self, other: &Self) -> Result<(), RegisterError> {
        // The key last: a folder without it is no register.
        for name in [TLS_CERTIFICATE, TLS_KEY, ADDRESS, SETTINGS, KEY] {
            if let Some(bytes) = read(&self.file(name))? {
                other.0.write(&other.file(name), &bytes)?;
            }
        }
        Ok(())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Where the SQLite file is.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.file(DATABASE)
    }

    /// Reads the register's key, or makes one in a folder that holds nothing yet.
    ///
    /// # Errors
    /// [`RegisterError::KeyMissing`] where there is a database already: with a new key no kiosk would know the register
    /// again, and no receipt would fit.
    pub fn key(&self) -> Result<RegisterKey, RegisterError> {
        let path = self.file(KEY);
        if let Some(bytes) = read(&path)? {
            let seed = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| RegisterError::KeyDamaged(path))?;
            return Ok(RegisterKey::from_seed(seed));
        }
        if self.database().exists() {
            return Err(RegisterError::KeyMissing(path));
        }
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(StoreError::Randomness)?;
        self.0.write(&path, seed.as_slice())?;
        Ok(RegisterKey::from_seed(*seed))
    }

    /// Reads the TLS key and certificate, or makes them: self-made, for these names. Kiosks pin the key and look at
    /// nothing else; browsers warn once.
    ///
    /// # Errors
    /// What the file system says; [`RegisterError::Certificate`].
    pub fn tls(&self, names: Vec<String>) -> Result<TlsFiles, RegisterError> {
        let (key, certificate) = (self.file(TLS_KEY), self.file(TLS_CERTIFICATE));
        if let (Some(key), Some(certificate)) = (read(&key)?, read(&certificate)?) {
            return Ok(TlsFiles { key, certificate: certificate.to_vec() });
        }
        let made = rcgen::generate_simple_self_signed(names).map_err(|_| RegisterError::Certificate)?;
        let pem = Zeroizing::new(made.signing_key.serialize_pem().into_bytes());
        self.0.write(&key, &pem)?;
        self.0.write(&certificate, made.cert.pem().as_bytes())?;
        Ok(TlsFiles { key: pem, certificate: made.cert.pem().into_bytes() })
    }

    /// Keeps where kiosks find the register, for tickets that are made while it runs.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_address(&self, address: &str) -> Result<(), RegisterError> {
        Ok(self.0.write(&self.file(ADDRESS), address.as_bytes())?)
    }

    /// Where kiosks find the register, as it was when it last ran.
    ///
    /// # Errors
    /// What the file system says.
    pub fn address(&self) -> Result<Option<String>, RegisterError> {
        let bytes = read(&self.file(ADDRESS))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()))
    }
}

fn read(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, RegisterError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(RegisterError::Read { path: path.to_owned(), source }),
    }
}
