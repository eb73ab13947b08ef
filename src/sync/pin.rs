//! The register's TLS key, pinned: a kiosk takes this key and no other, whatever names, dates and issuers a certificate
//! shows.

use rustls::DigitallySignedStruct;
use rustls::SignatureScheme;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::version::TLS13;
use rustls::{CertificateError, ClientConfig, Error, RootCertStore};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// SHA-256 over the SubjectPublicKeyInfo (DER) of a certificate's key.
///
/// # Errors
/// Where it is no X.509 certificate.
pub fn pin_of(certificate: &CertificateDer<'_>) -> Result<[u8; 32], Error> {
    let parsed = ParsedCertificate::try_from(certificate)?;
    Ok(Sha256::digest(parsed.subject_public_key_info().as_ref()).into())
}

/// The key that a connection was made with.
#[derive(Debug, Clone, Default)]
pub struct Seen(Arc<Mutex<Option<[u8; 32]>>>);

impl Seen {
    /// Its pin, once there was a connection.
    #[must_use]
    pub fn pin(&self) -> Option<[u8; 32]> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// TLS for a kiosk: 1.3 only, to the key with this pin. Without a pin, which is only for enrolling, the first key that is
/// met is taken and noted; whoever uses that must have it proven (see [`super::ticket`]).
///
/// # Errors
/// Never with the algorithms that are built in.
pub fn client_config(pin: Option<[u8; 32]>) -> Result<(ClientConfig, Seen), Error> {
    configured(|seen, provider| Ok(Pinned { pin, above: None, seen, provider }))
}

/// TLS 1.3 to a server whose key is that of the first of these certificates (PEM), or that shows a certificate for its
/// name which one of them vouches for.
///
/// # Errors
/// Where there is no certificate among them.
pub fn client_config_for(certificates: &[u8]) -> Result<(ClientConfig, Seen), Error> {
    let none = |_| Error::General("no certificate".to_owned());
    let certificates: Vec<CertificateDer<'static>> =
        CertificateDer::pem_slice_iter(certificates).collect::<Result<_, _>>().map_err(none)?;
    let pin = certificates.first().map(pin_of).ok_or(Error::General("no certificate".to_owned()))??;
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates);
    configured(|seen, provider| {
        let above = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().ok();
        Ok(Pinned { pin: Some(pin), above, seen, provider })
    })
}

fn configured(
    verifier: impl FnOnce(Seen, Arc<CryptoProvider>) -> Result<Pinned, Error>,
) -> Result<(ClientConfig, Seen), Error> {
    let seen = Seen::default();
    let provider = Arc::new(ring::default_provider());
    let verifier = verifier(seen.clone(), Arc::clone(&provider))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok((config, seen))
}

#[derive(Debug)]
struct Pinned {
    pin: Option<[u8; 32]>,
    /// Certificates that vouch for others.
    above: Option<Arc<WebPkiServerVerifier>>,
    seen: Seen,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let found = pin_of(end_entity)?;
        let mut seen = self.seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Without a pin the first key is the one: a second connection of the same conversation must have it too.
        let expected = self.pin.or(*seen);
        if expected.is_some_and(|expected| expected != found) {
            let above = self.above.as_ref().ok_or(CertificateError::ApplicationVerificationFailure)?;
            above.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)?;
        }
        *seen = Some(found);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("TLS 1.2 is not spoken".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
