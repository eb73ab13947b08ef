//! An answer that is on its way.

use super::error::StoreError;
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// What every call of the store returns: the answer comes when the writer thread has it. The screen polls
/// ([`Pending::try_take`]) once a frame, the command line waits ([`Pending::wait`]). Dropping it does not take the call
/// back.
#[derive(Debug)]
#[must_use = "an answer that nobody takes hides its error"]
pub struct Pending<T> {
    answer: oneshot::Receiver<Result<T, StoreError>>,
}

/// The other end: gives the answer once.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

impl<T> Pending<T> {
    /// Both ends.
    pub(crate) fn new() -> (Reply<T>, Self) {
        let (reply, answer) = oneshot::channel();
        (reply, Self { answer })
    }

    /// An answer that is there already.
    pub(crate) fn ready(answer: Result<T, StoreError>) -> Self {
        let (reply, pending) = Self::new();
        // The other end is in this very function: it cannot be gone.
        if reply.send(answer).is_err() {
            tracing::error!("an answer was lost");
        }
        pending
    }

    /// Blocks until the answer is there. Not for a thread that draws, nor inside a tokio runtime.
    ///
    /// # Errors
    /// What the call met; [`StoreError::Closed`] where the store was shut down first.
    pub fn wait(self) -> Result<T, StoreError> {
        self.answer.blocking_recv().unwrap_or(Err(StoreError::Closed))
    }

    /// The answer, if it is there. After it was taken: [`StoreError::Closed`].
    pub fn try_take(&mut self) -> Option<Result<T, StoreError>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Closed) => Some(Err(StoreError::Closed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_once_and_a_lost_one_is_an_error() {
        let (reply, mut pending) = Pending::new();
        assert!(pending.try_take().is_none());
        reply.send(Ok(7)).unwrap();
        assert!(matches!(pending.try_take(), Some(Ok(7))));
        assert!(matches!(pending.try_take(), Some(Err(StoreError::Closed))));

        let (reply, pending) = Pending::<()>::new();
        drop(reply);
        assert!(matches!(pending.wait(), Err(StoreError::Closed)));
    }
}
