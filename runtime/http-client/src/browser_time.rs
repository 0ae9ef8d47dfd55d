//! The clock and the timer of a browser. The standard library has neither on `wasm32-unknown-unknown`.

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;
use futures_channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use std::time::{Duration, SystemTime};

/// The clock and the timer of a browser, for `time_source` and `sleep_impl` of a configuration.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserTime;

impl TimeSource for BrowserTime {
    fn now(&self) -> SystemTime {
        // A clock before 1970 shows its beginning.
        let since = Duration::try_from_secs_f64(js_sys::Date::now() / 1_000.0);
        SystemTime::UNIX_EPOCH + since.unwrap_or_default()
    }
}

impl AsyncSleep for BrowserTime {
    fn sleep(&self, duration: Duration) -> Sleep {
        let (sender, receiver) = oneshot::channel::<()>();
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(timer(duration)).await;
            // The call may have ended meanwhile.
            let _ = sender.send(());
        });
        Sleep::new(async move {
            let _ = receiver.await;
        })
    }
}

/// Returns what `setTimeout` fulfils. It is not a method of one type: windows, workers and Node.js have it.
fn timer(duration: Duration) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let milliseconds = f64::from(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX >> 1));
        let global = js_sys::global();
        let started = Reflect::get(&global, &"setTimeout".into())
            .map(Function::from)
            .and_then(|timer| timer.call2(&global, &resolve, &milliseconds.into()));
        if let Err(error) = started {
            // Without a timer nothing can be waited for.
            let _ = reject.call1(&global, &error);
        }
    })
}
