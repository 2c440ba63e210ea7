//! The answer to a callback: whatever a receiver says, the callback is delivered, given up, or tried again in time.

use arbitrary::{Result, Unstructured};
use async_trait::async_trait;
use bytes::Bytes;
use callback::{
    About, Delivery, Letter, NoReply, Reply, Secret, Sender, attempt,
    attempt::ANSWER_LIMIT,
    schedule::{LONGEST_WAIT, TRIES, wait_after},
};
use domain::{CallbackState, DeploymentId, Digest, ExecutionId, Timestamp, Version};
use futures::{StreamExt as _, stream};
use std::{sync::LazyLock, time::Duration};
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime"));
/// 2026-11-25T18:00:00Z.
const NOW: Timestamp = Timestamp::from_millis(1_795_629_600_000);

/// What a receiver says, and how often it was tried before.
#[derive(Debug, Clone, Default)]
struct Said {
    before: u32,
    status: u16,
    retry_after: Option<String>,
    body: Bytes,
    is_endless: bool,
}

struct Receiver(Said);

#[async_trait]
impl Sender for Receiver {
    async fn post(&self, _letter: Letter) -> std::result::Result<Reply, NoReply> {
        let Said { status, retry_after, body, is_endless, .. } = self.0.clone();
        let times = if is_endless { usize::MAX } else { 1 };
        let body = stream::iter(std::iter::repeat_n(body, times)).boxed();
        Ok(Reply { status, retry_after, body })
    }
}

/// Answers a callback with what these bytes are: lines with the status, the wish, and then the body.
pub fn check(bytes: &[u8]) {
    let said = match bytes.first() {
        Some(first) if !first.is_ascii() => made(&mut Unstructured::new(&bytes[1..])).unwrap_or_default(),
        _ => lines(bytes),
    };
    let (before, status) = (said.before, said.status);
    let about = About {
        deployment: DeploymentId::from_bytes([3; 16]),
        version: Version::new(4),
        digest: Digest::of(b"{}"),
        status: None,
    };
    let delivery = Delivery {
        execution: ExecutionId::from_bytes([7; 16]),
        url: "https://example.com/".to_owned(),
        body: Bytes::from_static(b"{}"),
        about,
        secrets: vec![Secret::from([1; 32])],
    };
    let attempted = RUNTIME.block_on(attempt(&Receiver(said.clone()), &|| NOW, &delivery, before));
    assert_eq!(attempted.attempt.status, Some(status));
    assert!(attempted.attempt.words.as_str().len() < ANSWER_LIMIT as usize, "an excerpt is short");
    let tries = before.saturating_add(1);
    match attempted.state {
        CallbackState::Delivered { attempts, .. } => {
            assert!((200..300).contains(&status) && attempts == tries, "{said:?}")
        }
        CallbackState::GivenUp { attempts, .. } => {
            assert!((status == 410 || tries >= TRIES) && attempts == tries, "{said:?}")
        }
        CallbackState::Due { attempts, next } => {
            let wait = Duration::from_millis(u64::try_from(next.as_millis() - NOW.as_millis()).expect("later"));
            let least = wait_after(tries, 0).expect("given up after the last try");
            assert!(attempts == tries && wait >= least && wait <= LONGEST_WAIT * 108 / 100, "{wait:?}: {said:?}");
            assert!(!(200..300).contains(&status) && status != 410, "{said:?}");
        }
        CallbackState::Waiting => panic!("it was tried: {said:?}"),
    }
}

fn lines(bytes: &[u8]) -> Said {
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (status, wish, body) = (line(), line(), line());
    Said {
        status: String::from_utf8_lossy(status).trim().parse().unwrap_or(500),
        retry_after: std::str::from_utf8(wish).ok().map(str::to_owned),
        body: Bytes::copy_from_slice(body),
        ..Said::default()
    }
}

fn made(choices: &mut Unstructured<'_>) -> Result<Said> {
    Ok(Said {
        before: choices.int_in_range(0..=12)?,
        status: if choices.arbitrary()? {
            *choices.choose(&[200, 204, 302, 410, 429, 500, 503])?
        } else {
            choices.arbitrary()?
        },
        retry_after: match choices.int_in_range(0..=3)? {
            0 => None,
            1 => Some(choices.arbitrary::<u64>()?.to_string()),
            2 => Some("Sun, 06 Nov 2044 08:49:37 GMT".to_owned()),
            _ => Some(choices.arbitrary::<String>()?),
        },
        is_endless: choices.ratio(1, 8)?,
        body: Bytes::copy_from_slice(choices.bytes(choices.len())?),
    })
}
