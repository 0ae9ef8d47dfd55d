//! Splits boxes of code into lines, by the algorithm of Derek C. Oppen's "Prettyprinting" (1980) with the
//! measures of the crate prettyplease.
//!
//! A box that fits into a line stays on one line. Otherwise it is broken: a consistent box at all of its breaks,
//! any other box where a line would become too long.

/// Width of a level of indentation, in columns.
pub(super) const INDENT: i64 = 4;

/// Width of a line, in columns.
const MARGIN: i64 = 89;

/// Minimum width for the text of a line, however deep its indentation.
const MIN_SPACE: i64 = 60;

/// A width greater than any line. Widths have 64 bits, so that sums of them do not overflow.
const ENDLESS: i64 = 0xffff;

/// A break: a place where a line can end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// Change of the indentation of the box.
    pub(super) offset: i64,
    /// Number of spaces where the line does not end.
    pub(super) blank: i64,
    /// Text before the line feed, where the line ends.
    pub(super) before: &'static str,
    /// Text after the line feed, where the line ends.
    pub(super) after: &'static str,
    /// Text where the line does not end.
    pub(super) unbroken: &'static str,
    /// Whether the break vanishes if nothing else is in the box.
    pub(super) if_nonempty: bool,
    /// Whether the line never ends here.
    pub(super) never: bool,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Text(&'a str),
    Break(Break),
    Begin {
        offset: i64,
        consistent: bool,
    },
    End,
    /// An empty text that is too wide for any line, so that its box is broken.
    Wide,
    /// A break that vanished. It still ends the width of the text before it.
    Gone,
    /// A blank line, after a break.
    EmptyLine,
}

/// The items of a layout. A box can also be put around items that exist already.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    steps: Vec<Step<'a>>,
    sizes: Vec<i64>,
    open: Vec<usize>,
    frames: Vec<Frame>,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Indentation of the outer box, if the box is broken.
    indent: Option<i64>,
    consistent: bool,
}

impl<'a> Layout<'a> {
    /// Returns the number of items: a position for [`Self::begin_at`] and [`Self::truncate`].
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Removes the items from a position on.
    pub(super) fn truncate(&mut self, len: usize) {
        self.steps.truncate(len);
    }

    pub(super) fn text(&mut self, text: &'a str) {
        self.steps.push(Step::Text(text));
    }

    /// Begins a consistent box: if one of its breaks ends a line, all do.
    pub(super) fn cbox(&mut self, offset: i64) {
        self.steps.push(Step::Begin {
            offset,
            consistent: true,
        });
    }

    /// Begins a box of which each break ends a line only where the rest would not fit.
    pub(super) fn ibox(&mut self, offset: i64) {
        self.steps.push(Step::Begin {
            offset,
            consistent: false,
        });
    }

    /// Begins a box at an earlier position.
    pub(super) fn begin_at(&mut self, place: usize, offset: i64, consistent: bool) {
        let begin = Step::Begin { offset, consistent };
        self.steps.insert(place, begin);
    }

    /// Inserts a break at an earlier position.
    pub(super) fn break_at(&mut self, place: usize, one: Break) {
        self.steps.insert(place, Step::Break(one));
    }

    /// Ends a box. A box that contains only a break vanishes.
    pub(super) fn end(&mut self) {
        if let [.., before, Step::Break(last)] = self.steps.as_slice() {
            let if_nonempty = last.if_nonempty;
            if matches!(before, Step::Begin { .. }) {
                self.steps.truncate(self.steps.len() - 2);
                return;
            }
            if if_nonempty {
                self.steps.pop();
                self.steps.push(Step::Gone);
            }
        }
        self.steps.push(Step::End);
    }

    /// Ends the box that begins at `begin`, and breaks it if it is wider than `widest`.
    pub(super) fn end_within(&mut self, begin: usize, widest: i64) {
        let steps = self.steps.get(begin..).unwrap_or_default();
        let width: i64 = steps.iter().map(Step::width).fold(0, i64::saturating_add);
        if width > widest {
            self.steps.push(Step::Wide);
        }
        self.end();
    }

    pub(super) fn push_break(&mut self, one: Break) {
        self.steps.push(Step::Break(one));
    }

    /// Sets the text before the line feed of the break at a position.
    pub(super) fn set_before(&mut self, place: usize, text: &'static str) {
        if let Some(Step::Break(one)) = self.steps.get_mut(place) {
            one.before = text;
        }
    }

    /// Changes the indentation of the last break.
    pub(super) fn offset(&mut self, offset: i64) {
        if let Some(Step::Break(last)) = self.steps.last_mut() {
            last.offset += offset;
        }
    }

    pub(super) fn zerobreak(&mut self) {
        self.push_break(Break::default());
    }

    pub(super) fn space(&mut self) {
        self.push_break(Break {
            blank: 1,
            ..Break::default()
        });
    }

    pub(super) fn neverbreak(&mut self) {
        self.push_break(Break {
            never: true,
            ..Break::default()
        });
    }

    pub(super) fn hardbreak(&mut self) {
        self.push_break(Break {
            blank: ENDLESS,
            ..Break::default()
        });
    }

    pub(super) fn space_if_nonempty(&mut self) {
        self.push_break(Break {
            blank: 1,
            if_nonempty: true,
            ..Break::default()
        });
    }

    pub(super) fn hardbreak_if_nonempty(&mut self) {
        self.push_break(Break {
            blank: ENDLESS,
            if_nonempty: true,
            ..Break::default()
        });
    }

    /// Adds the comma and the break after an item of a list.
    pub(super) fn comma(&mut self, last: bool) {
        self.comma_or(last, 0);
    }

    /// The same for a list with a space before its closing bracket.
    pub(super) fn comma_or_space(&mut self, last: bool) {
        self.comma_or(last, 1);
    }

    fn comma_or(&mut self, last: bool, blank: i64) {
        if last {
            self.push_break(Break {
                blank,
                before: ",",
                ..Break::default()
            });
        } else {
            self.text(",");
            self.space();
        }
    }

    /// Inserts a blank line at an earlier position, which must follow a break.
    pub(super) fn empty_line_at(&mut self, place: usize) {
        self.steps.insert(place, Step::EmptyLine);
    }

    /// Appends the lines to `out` and removes the items.
    pub(super) fn print(&mut self, out: &mut String) {
        self.measure();
        let mut lines = Lines {
            out,
            space: MARGIN,
            indent: 0,
            pending: 0,
        };
        self.frames.clear();
        for (step, size) in self.steps.iter().zip(&self.sizes) {
            lines.step(step, *size, &mut self.frames);
        }
        self.steps.clear();
    }

    /// Computes widths: of a box up to its end, of a break up to the next one of its box or the box's end.
    fn measure(&mut self) {
        self.sizes.clear();
        self.open.clear();
        let mut total = 0;
        for (place, step) in self.steps.iter().enumerate() {
            let size = match step {
                Step::Begin { .. } => {
                    self.open.push(place);
                    -total
                }
                Step::Break(one) => {
                    settle(&self.steps, &mut self.open, &mut self.sizes, total);
                    self.open.push(place);
                    let size = -total;
                    total += one.blank;
                    size
                }
                Step::End => {
                    self.open.push(place);
                    -1
                }
                Step::Text(text) => {
                    let width = width(text);
                    total += width;
                    width
                }
                Step::Wide => {
                    total += ENDLESS;
                    ENDLESS
                }
                Step::Gone => {
                    settle(&self.steps, &mut self.open, &mut self.sizes, total);
                    0
                }
                Step::EmptyLine => 0,
            };
            self.sizes.push(size);
        }
        settle(&self.steps, &mut self.open, &mut self.sizes, total);
    }
}

fn width(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(ENDLESS)
}

impl Step<'_> {
    fn width(&self) -> i64 {
        match self {
            Self::Text(text) => width(text),
            Self::Break(one) => one.blank,
            Self::Wide => ENDLESS,
            Self::Begin { .. } | Self::End | Self::Gone | Self::EmptyLine => 0,
        }
    }
}

/// Sets the widths of the items that end here: closed boxes, and the last break of the open box.
fn settle(steps: &[Step<'_>], open: &mut Vec<usize>, sizes: &mut [i64], total: i64) {
    let mut depth = 0_usize;
    while let Some(place) = open.last().copied() {
        let (Some(step), Some(size)) = (steps.get(place), sizes.get_mut(place)) else {
            return;
        };
        match step {
            Step::Begin { .. } if depth == 0 => return,
            Step::Begin { .. } => {
                *size += total;
                depth -= 1;
            }
            Step::End => {
                *size = 1;
                depth += 1;
            }
            _ => {
                *size += total;
                if depth == 0 {
                    open.pop();
                    return;
                }
            }
        }
        open.pop();
    }
}

struct Lines<'o> {
    out: &'o mut String,
    /// Remaining width of the line.
    space: i64,
    indent: i64,
    /// Spaces before the next text, if the line has more text.
    pending: i64,
}

const SPACES: &str = "                                                                ";

impl Lines<'_> {
    fn step(&mut self, step: &Step<'_>, size: i64, frames: &mut Vec<Frame>) {
        match step {
            Step::Text(text) => self.text(text),
            Step::Break(one) => {
                let fits = one.never
                    || match frames.last() {
                        Some(Frame { indent: None, .. }) => true,
                        Some(Frame {
                            consistent: true, ..
                        }) => false,
                        _ => size <= self.space,
                    };
                self.line_break(one, fits);
            }
            Step::Begin { offset, consistent } => {
                let broken = size > self.space;
                frames.push(Frame {
                    indent: broken.then_some(self.indent),
                    consistent: *consistent,
                });
                if broken {
                    self.indent += offset;
                }
            }
            Step::End => {
                if let Some(Frame {
                    indent: Some(indent),
                    ..
                }) = frames.pop()
                {
                    self.indent = indent;
                }
            }
            Step::Wide | Step::Gone => {}
            Step::EmptyLine => self.out.push('\n'),
        }
    }

    fn text(&mut self, text: &str) {
        let mut pending = usize::try_from(self.pending).unwrap_or_default();
        while pending > 0 {
            let some = pending.min(SPACES.len());
            self.out.push_str(SPACES.get(..some).unwrap_or_default());
            pending -= some;
        }
        self.pending = 0;
        self.out.push_str(text);
        self.space -= width(text);
    }

    fn line_break(&mut self, one: &Break, fits: bool) {
        if fits {
            self.pending += one.blank;
            self.space -= one.blank;
            self.out.push_str(one.unbroken);
            self.space -= width(one.unbroken);
            return;
        }
        if !one.before.is_empty() {
            self.text(one.before);
        }
        self.out.push('\n');
        let indent = self.indent + one.offset;
        self.pending = indent;
        self.space = (MARGIN - indent).max(MIN_SPACE);
        if !one.after.is_empty() {
            self.text(one.after);
        }
    }
}
