//! Converts a panic into an error, so that the panic of one service is one row of the report.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static MESSAGE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Returns the result of `work`, or the message and position of its panic. Must not be nested.
///
/// # Errors
/// The panic. A stack overflow is not caught: it ends the program.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if GUARDED.get() {
                MESSAGE.set(Some(info.to_string()))
            } else {
                before(info)
            }
        }));
    });
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    let message = MESSAGE.take();
    result.map_err(|_| message.unwrap_or_else(|| "panicked".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_a_value_with_its_place() {
        let message = guarded(|| -> usize { panic!("no {}", "way") }).expect_err("it panics");
        assert!(
            message.contains("no way") && message.contains("guard.rs:"),
            "{message}"
        );
        assert_eq!(guarded(|| 7), Ok(7));
    }

    #[test]
    fn threads_do_not_mix_their_panics() {
        let spawn = |name: &'static str| {
            std::thread::spawn(move || guarded(|| panic!("{name}")).expect_err("it panics"))
        };
        let threads = ["one", "two", "three"].map(|name| (name, spawn(name)));
        for (name, thread) in threads {
            assert!(thread.join().expect("guarded").contains(name));
        }
    }
}
