//! Public paths of items of other crates.

/// Definition paths of the standard library as programs write them.
const STD_PATHS: [(&str, &str); 12] = [
    ("std::collections::hash::map::", "std::collections::"),
    ("std::collections::hash::set::", "std::collections::"),
    ("std::collections::btree::map::", "std::collections::"),
    ("std::future::future::", "std::future::"),
    ("std::future::into_future::", "std::future::"),
    ("std::iter::traits::collect::", "std::iter::"),
    ("std::iter::traits::double_ended::", "std::iter::"),
    ("std::iter::traits::exact_size::", "std::iter::"),
    ("std::iter::traits::iterator::", "std::iter::"),
    ("std::ops::function::", "std::ops::"),
    ("std::panic::unwind_safe::", "std::panic::"),
    ("std::str::traits::", "std::str::"),
];

/// Types so common in signatures that they are written without their path.
const SHORT: [&str; 26] = [
    "std::borrow::ToOwned",
    "std::boxed::Box",
    "std::clone::Clone",
    "std::cmp::Eq",
    "std::cmp::Ord",
    "std::cmp::PartialEq",
    "std::cmp::PartialOrd",
    "std::convert::AsRef",
    "std::convert::From",
    "std::convert::Into",
    "std::convert::TryFrom",
    "std::convert::TryInto",
    "std::default::Default",
    "std::fmt::Debug",
    "std::fmt::Display",
    "std::hash::Hash",
    "std::marker::Copy",
    "std::marker::Send",
    "std::marker::Sync",
    "std::marker::Unpin",
    "std::option::Option",
    "std::panic::RefUnwindSafe",
    "std::panic::UnwindSafe",
    "std::result::Result",
    "std::string::String",
    "std::vec::Vec",
];

/// Returns the path of an item of another crate; that of the standard library is shortened.
pub(super) fn external(path: &str) -> String {
    let Some((root, rest)) = path.split_once("::") else {
        return path.to_owned();
    };
    if !["alloc", "core", "std"].contains(&root) {
        return path.to_owned();
    }
    let mut path = format!("std::{rest}");
    for (private, public) in STD_PATHS {
        if let Some(name) = path.strip_prefix(private) {
            path = format!("{public}{name}");
        }
    }
    match path.rsplit_once("::") {
        Some((_, name)) if SHORT.contains(&path.as_str()) => name.to_owned(),
        _ => path,
    }
}
