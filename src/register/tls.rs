//! TLS for the server: 1.3 and nothing older.

use super::RegisterError;
use super::folder::TlsFiles;
use crate::sync::pin::pin_of;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::version::TLS13;
use std::sync::Arc;

/// What the server answers with, and what kiosks pin.
pub(super) struct Tls {
    pub(super) config: Arc<ServerConfig>,
    /// SHA-256 over the SubjectPublicKeyInfo of the certificate's key.
    pub(super) pin: [u8; 32],
}

/// Reads the files.
pub(super) fn configure(files: &TlsFiles) -> Result<Tls, RegisterError> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&files.certificate)
        .collect::<Result<_, _>>()
        .map_err(|_| RegisterError::Certificate)?;
    let own = chain.first().ok_or(RegisterError::Certificate)?;
    let pin = pin_of(own).map_err(|_| RegisterError::Certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&files.key).map_err(|_| RegisterError::Certificate)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|_| RegisterError::Certificate)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Tls { config: Arc::new(config), pin })
}
