//! Whoever is slow is let go: nobody keeps a connection, or a place among the requests that are worked on, by sending a
//! byte now and then. A body is read before anything else is done with its request, so that only whole ones take a place.

use super::server::Peer;
use super::{App, api, people};
use crate::sync::refusal::Refusal;
use crate::sync::wire::BODY_AT_MOST;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Extension, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

/// A body that comes at this rate or faster, bytes a second, may take as long as it takes: a school's line may be slow.
const RATE: f64 = 4096.0;
/// What bodies that are still coming may hold of memory, all together.
const ROOM_KIB: usize = 128 * 1024;
const KIB: usize = 1024;

/// Room for bodies that are still coming.
#[derive(Debug)]
pub(super) struct Room(Semaphore);

impl Room {
    pub(super) fn new() -> Self {
        Self(Semaphore::new(ROOM_KIB))
    }
}

/// Reads the body, then has the request worked on.
pub(super) async fn in_time(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let upload = people::is_upload(&parts);
    // A file may be larger, but only from somebody who is signed in.
    let large = upload && people::is_signed_in(&app, &parts.headers).await;
    let most = if large { people::UPLOAD_AT_MOST } else { BODY_AT_MOST };
    match whole(body, most, app.patience, &app.room).await {
        Ok((bytes, _held)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(refusal) => {
            app.metrics.request("body", Some(refusal));
            tracing::warn!(asked = "body", from = %peer.0.ip(), code = refusal.code(), "refused");
            if upload { people::not_taken(&app, refusal) } else { api::refused(refusal) }
        }
    }
}

/// The body, with the room that it takes.
async fn whole(
    mut body: Body,
    most: usize,
    patience: Duration,
    room: &Room,
) -> Result<(Bytes, Option<SemaphorePermit<'_>>), Refusal> {
    let (began, mut bytes, mut held) = (Instant::now(), Vec::new(), None::<SemaphorePermit<'_>>);
    loop {
        let until = began + patience + Duration::from_secs_f64(bytes.len() as f64 / RATE);
        let frame = timeout_at(until, poll_fn(|context| Pin::new(&mut body).poll_frame(context)));
        let Some(frame) = frame.await.map_err(|_| Refusal::Slow)? else { return Ok((bytes.into(), held)) };
        // Whoever breaks off does not read the answer either.
        let Ok(data) = frame.map_err(|_| Refusal::Malformed)?.into_data() else { continue };
        if bytes.len() + data.len() > most {
            return Err(Refusal::TooLarge);
        }
        bytes.extend_from_slice(&data);
        let lacks = bytes.len().div_ceil(KIB).saturating_sub(held.as_ref().map_or(0, SemaphorePermit::num_permits));
        if lacks > 0 {
            let lacks = u32::try_from(lacks).map_err(|_| Refusal::TooLarge)?;
            let more = room.0.try_acquire_many(lacks).map_err(|_| Refusal::Busy)?;
            match &mut held {
                Some(held) => held.merge(more),
                None => held = Some(more),
            }
        }
    }
}

/// A connection that knows whether somebody has begun to say something and not come to its end.
pub(super) struct Heard<S> {
    stream: S,
    began: Began,
}

/// Whether a request has begun.
#[derive(Debug, Clone, Default)]
pub(super) struct Began(Arc<AtomicBool>);

impl Began {
    /// It has come to its end.
    pub(super) fn ended(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl<S> Heard<S> {
    pub(super) fn new(stream: S, began: Began) -> Self {
        Self { stream, began }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Heard<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        if into.filled().len() > before {
            self.began.0.store(true, Ordering::Relaxed);
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Heard<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, from: &[u8]) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, from)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: Body, room: &Room) -> Result<usize, Refusal> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(whole(body, BODY_AT_MOST, Duration::from_millis(20), room)).map(|(bytes, _)| bytes.len())
    }

    /// A body that never comes to its end.
    struct Never;

    impl HttpBody for Never {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
            Poll::Pending
        }
    }

    #[test]
    fn a_body_is_taken_whole_or_refused() {
        let room = Room::new();
        assert_eq!(read(Body::from(vec![0; BODY_AT_MOST]), &room), Ok(BODY_AT_MOST));
        assert_eq!(read(Body::from(vec![0; BODY_AT_MOST + 1]), &room), Err(Refusal::TooLarge));
        assert_eq!(read(Body::new(Never), &room), Err(Refusal::Slow));
        assert_eq!(room.0.available_permits(), ROOM_KIB, "nobody keeps what they held");
        let full = Room(Semaphore::new(0));
        assert_eq!(read(Body::from("{}"), &full), Err(Refusal::Busy));
    }
}
