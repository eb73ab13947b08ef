//! One register over HTTPS, with its key pinned. A proxy that the environment names (`HTTPS_PROXY`, `NO_PROXY`) is passed
//! through; nothing is followed anywhere else.

use super::problem::Problem;
use crate::sync::pin::{Seen, client_config};
use crate::sync::refusal::Refusal;
use crate::sync::wire::{self, ANSWER_AT_MOST, Message, RefusalBody};
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use reqwest::{Client, RequestBuilder, Response, redirect};
use rustls::ClientConfig;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);

/// A way to a register. Blocks; not for a thread that draws.
pub(super) struct Http {
    address: String,
    client: Client,
    seen: Seen,
    runtime: Runtime,
    stop: Arc<Notify>,
}

/// An answer; a refusal with what else stands in it.
pub(super) enum Answer<T> {
    Good(T),
    Refused(Refusal, RefusalBody),
}

impl Http {
    /// To the register at this address. Without a pin, which is only for enrolling, the first key that is met is taken.
    pub(super) fn to(address: &str, pin: Option<[u8; 32]>) -> Result<Self, Problem> {
        let (config, seen) = client_config(pin).map_err(|_| Problem::System)?;
        Self::over(address, config, seen)
    }

    /// The same with TLS as it was set up.
    pub(super) fn over(address: &str, config: ClientConfig, seen: Seen) -> Result<Self, Problem> {
        let client = Client::builder()
            .tls_backend_preconfigured(config)
            .https_only(true)
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .pool_max_idle_per_host(1)
            .build()
            .map_err(|_| Problem::System)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|_| Problem::System)?;
        Ok(Self { address: address.to_owned(), client, seen, runtime, stop: Arc::default() })
    }

    /// The pin of the key that answered.
    pub(super) fn seen(&self) -> Option<[u8; 32]> {
        self.seen.pin()
    }

    /// Ends the request that is under way, or the next one, with [`Problem::Stopped`].
    pub(super) fn stopper(&self) -> Arc<Notify> {
        Arc::clone(&self.stop)
    }

    /// Posts a body and reads the answer.
    pub(super) fn post<T: Message + for<'de> serde::Deserialize<'de>>(
        &self,
        path: &str,
        body: Vec<u8>,
        packed: bool,
        token: Option<&str>,
    ) -> Result<Answer<T>, Problem> {
        let exchange = async {
            let mut request = self.client.post(self.url(path)).header(CONTENT_TYPE, "application/json").body(body);
            if packed {
                request = request.header(CONTENT_ENCODING, "gzip");
            }
            if let Some(token) = token {
                request = request.header(AUTHORIZATION, format!("Bearer {token}"));
            }
            match self.answer(request).await? {
                Answer::Good(body) => wire::read(&body).map(Answer::Good).map_err(|_| Problem::Answer),
                Answer::Refused(refusal, body) => Ok(Answer::Refused(refusal, body)),
            }
        };
        self.runtime.block_on(async {
            tokio::select! { answer = exchange => answer, () = self.stop.notified() => Err(Problem::Stopped) }
        })
    }

    /// Gets bytes.
    pub(super) fn get(&self, path: &str) -> Result<Answer<Vec<u8>>, Problem> {
        self.runtime.block_on(self.answer(self.client.get(self.url(path))))
    }

    fn url(&self, path: &str) -> String {
        format!("https://{}{path}", self.address)
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Answer<Vec<u8>>, Problem> {
        let response = request.send().await.map_err(|error| self.problem(&error))?;
        let good = response.status().is_success();
        let body = self.body(response).await?;
        if good {
            return Ok(Answer::Good(body));
        }
        let refused: RefusalBody = wire::read(&body).map_err(|_| Problem::Answer)?;
        let refusal = Refusal::from_code(&refused.code).ok_or(Problem::Answer)?;
        Ok(Answer::Refused(refusal, refused))
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Problem> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.problem(&error))? {
            if body.len() + chunk.len() > ANSWER_AT_MOST {
                return Err(Problem::Answer);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// Whether nothing answers, or something that is not the register.
    fn problem(&self, error: &reqwest::Error) -> Problem {
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(here) = cause {
            // Another key; or no TLS at all, as a log-in page speaks it on any port.
            if let Some(
                rustls::Error::InvalidCertificate(_)
                | rustls::Error::InvalidMessage(_)
                | rustls::Error::PeerIncompatible(_)
                | rustls::Error::General(_),
            ) = here.downcast_ref()
            {
                return Problem::NotTheRegister(self.address.clone());
            }
            // What an I/O error wraps is not its source, and it may wrap another one.
            let wrapped = here.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
            cause = wrapped.map(|wrapped| wrapped as &(dyn Error + 'static)).or_else(|| here.source());
        }
        tracing::debug!(?error, "the register could not be reached");
        Problem::Unreachable(self.address.clone())
    }
}
