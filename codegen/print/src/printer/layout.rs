//! Boxes and breaks to lines, by the algorithm of Derek C. Oppen's "Prettyprinting" (1980) with the
//! measures of the crate prettyplease: code that fits into a line stays in one, and a box that does
//! not is broken, at all of its breaks if it is consistent, else where a line would become too long.

/// Columns of a level of indentation.
pub(super) const INDENT: i64 = 4;

/// Columns of a line.
const MARGIN: i64 = 89;

/// Columns that even a deeply indented line has.
const MIN_SPACE: i64 = 60;

/// Wider than any line. Widths are 64 bits: sums of as many of these as memory has room for fit.
const ENDLESS: i64 = 0xffff;

/// Where a line can end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// Added to the box's indentation.
    pub(super) offset: i64,
    /// Spaces where the line goes on.
    pub(super) blank: i64,
    /// Text before the line feed.
    pub(super) before: &'static str,
    /// Text after it.
    pub(super) after: &'static str,
    /// Text where the line goes on.
    pub(super) unbroken: &'static str,
    /// Only if something else is in the box.
    pub(super) if_nonempty: bool,
    /// The line always goes on.
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
    /// Nothing, but too wide for any line.
    Wide,
    /// A break that vanished. The measure of an open box ends there.
    Gone,
    /// An empty line, after a break.
    EmptyLine,
}

/// The items of the layout. Boxes can be put around existing items.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    steps: Vec<Step<'a>>,
    sizes: Vec<i64>,
    open: Vec<usize>,
    frames: Vec<Frame>,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Of the box around, if the box is broken.
    indent: Option<i64>,
    consistent: bool,
}

impl<'a> Layout<'a> {
    /// How much there is: a place for [`Self::begin_at`] and [`Self::truncate`].
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Discards the later items.
    pub(super) fn truncate(&mut self, len: usize) {
        self.steps.truncate(len);
    }

    pub(super) fn text(&mut self, text: &'a str) {
        self.steps.push(Step::Text(text));
    }

    /// Begins a box whose breaks are taken together.
    pub(super) fn cbox(&mut self, offset: i64) {
        self.steps.push(Step::Begin {
            offset,
            consistent: true,
        });
    }

    /// Begins a box whose breaks are taken one by one.
    pub(super) fn ibox(&mut self, offset: i64) {
        self.steps.push(Step::Begin {
            offset,
            consistent: false,
        });
    }

    /// Begins a box at an earlier place.
    pub(super) fn begin_at(&mut self, place: usize, offset: i64, consistent: bool) {
        let begin = Step::Begin { offset, consistent };
        self.steps.insert(place, begin);
    }

    /// Puts a break at an earlier place.
    pub(super) fn break_at(&mut self, place: usize, one: Break) {
        self.steps.insert(place, Step::Break(one));
    }

    /// Ends a box. One that has a break alone vanishes.
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

    /// Ends the box that begins at `begin`; it is broken if it is wider than `widest`.
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

    /// Changes the text before the line feed of the break at a place.
    pub(super) fn set_before(&mut self, place: usize, text: &'static str) {
        if let Some(Step::Break(one)) = self.steps.get_mut(place) {
            one.before = text;
        }
    }

    /// Moves the indentation after the last break.
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

    /// After an item of a list.
    pub(super) fn comma(&mut self, last: bool) {
        self.comma_or(last, 0);
    }

    /// The same where the list's end is apart from the last item.
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

    /// Puts an empty line at an earlier place, which is after a break.
    pub(super) fn empty_line_at(&mut self, place: usize) {
        self.steps.insert(place, Step::EmptyLine);
    }

    /// Appends the lines of the items to `out`, and discards the items.
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

    /// The width from each box to its end, and from each break to the next of its box or the end.
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

/// Sets the sizes of the items that end here: closed boxes, and the last break of the open box.
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
    /// The remaining width of the line.
    space: i64,
    indent: i64,
    /// Spaces before the next text, if there is one in the line.
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
