//! Prints items as text. Tokens are read once and laid out as they come, without a syntax tree.
//!
//! The output is the same as that of the crate prettyplease, to the byte; tests compare the two. The printer knows
//! only the Rust that emitters write. It prints nothing of code that it cannot parse completely; the caller parses
//! such code with syn.

mod attributes;
mod blocks;
mod chains;
mod controls;
mod cursor;
mod expressions;
mod functions;
mod items;
mod layout;
mod patterns;
mod types;

use crate::tokens::Tokens;

use cursor::{Printer, Unknown};
use items::Sort;

use crate::format::Run;

/// Appends the items of a stream to `out`. `before` is the kind of the last block in `out`, and is updated. Returns
/// false, and changes nothing, if the stream has code that the printer does not know.
pub(super) fn print(tokens: &Tokens, out: &mut String, before: &mut Option<Run>) -> bool {
    let (length, run) = (out.len(), *before);
    let mut printer = Printer::new();
    let printed = items(&mut printer, tokens, out, before);
    if printed.is_err() {
        out.truncate(length);
        *before = run;
    }
    printed.is_ok()
}

fn items<'a>(
    printer: &mut Printer<'a>,
    tokens: &'a Tokens,
    out: &mut String,
    before: &mut Option<Run>,
) -> Result<(), Unknown> {
    printer.load(tokens)?;
    printer.layout.cbox(0);
    if printer.inner_attributes()? {
        printer.layout.end();
        crate::format::separate(out, before, Run::None);
        printer.layout.print(out);
    }
    printer.layout.truncate(0);
    while !printer.done() {
        printer.layout.cbox(0);
        let run = match printer.item(true)? {
            Sort::Use => Run::Use,
            Sort::Mod => Run::Mod,
            Sort::Function | Sort::Other => Run::None,
        };
        printer.layout.end();
        crate::format::separate(out, before, run);
        printer.layout.print(out);
    }
    Ok(())
}
