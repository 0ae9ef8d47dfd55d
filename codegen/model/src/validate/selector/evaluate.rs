//! Selectors applied to the shapes of a model.

use std::collections::HashMap;

use super::attribute::{scoped, Variables};
use super::{Selector, Step};
use crate::validate::view::{Ix, View};

#[derive(Default)]
struct Defined(HashMap<String, Vec<Ix>>);

impl Variables for Defined {
    fn get(&self, name: &str) -> &[Ix] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

impl Selector {
    /// Returns the shapes that the selector gives of the whole model.
    pub(crate) fn select(&self, view: &View<'_>) -> Vec<bool> {
        let mut found = vec![false; view.shapes.len()];
        for ix in 0..view.shapes.len() {
            let run = Run { view };
            run.from(&self.steps, ix, &mut Defined::default(), &mut |to| {
                found[to] = true;
                false
            });
        }
        found
    }

    /// Returns whether the selector gives a shape, starting at another.
    pub(crate) fn gives(&self, view: &View<'_>, from: Ix, wanted: Ix) -> bool {
        let run = Run { view };
        let mut is_wanted = |to| to == wanted;
        run.from(&self.steps, from, &mut Defined::default(), &mut is_wanted)
    }

    /// Returns whether the selector gives but the shape that it starts at or a member of it.
    pub(crate) fn is_local(&self) -> bool {
        let leads = |step: &&Step| match step {
            Step::Is(all) => !all.iter().all(Self::is_local),
            Step::Forward(_) => true,
            Step::Backward(_) | Step::Closure | Step::Root(_) | Step::Use(_) => true,
            _ => false,
        };
        let far: Vec<&Step> = self.steps.iter().filter(leads).collect();
        match far.as_slice() {
            [] => true,
            // `structure > member`
            [Step::Forward(names)] => {
                let after = self
                    .steps
                    .iter()
                    .skip_while(|step| !matches!(step, Step::Forward(_)));
                let is_member = |step: &Step| {
                    match step {
                    Step::Type(name) => name == "member",
                    Step::Test(all) => all.iter().all(|one| {
                        matches!(one.steps.first(), Some(Step::Type(name)) if name == "member")
                    }),
                    _ => false,
                }
                };
                names.is_empty() && after.skip(1).take(1).all(is_member)
            }
            _ => false,
        }
    }
}

struct Run<'v, 'a> {
    view: &'v View<'a>,
}

impl Run<'_, '_> {
    /// Gives what the steps lead to from a shape; `true` if `out` has enough.
    fn from(
        &self,
        steps: &[Step],
        ix: Ix,
        defined: &mut Defined,
        out: &mut dyn FnMut(Ix) -> bool,
    ) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return out(ix);
        };
        let view = self.view;
        let passes = match step {
            Step::Any => true,
            Step::Type(name) => view.ty(ix).is_called(name),
            Step::Attribute(attribute) => attribute.fits(view, ix, defined),
            Step::Scoped(scope, assertions) => scoped(view, ix, scope, assertions, defined),
            Step::Test(all) => self.any(all, ix, defined),
            Step::Not(all) => !self.any(all, ix, defined),
            Step::TopDown(all) => self.is_below(all, ix, defined),
            Step::In(selector) => selector.select(view)[ix],
            Step::Define(name, selector) => {
                let mut found = Vec::new();
                self.from(&selector.steps, ix, defined, &mut |to| {
                    found.push(to);
                    false
                });
                defined.0.insert(name.clone(), found);
                true
            }
            _ => return self.leads(step, rest, ix, defined, out),
        };
        passes && self.from(rest, ix, defined, out)
    }

    /// Steps that lead to other shapes.
    fn leads(
        &self,
        step: &Step,
        rest: &[Step],
        ix: Ix,
        defined: &mut Defined,
        out: &mut dyn FnMut(Ix) -> bool,
    ) -> bool {
        let view = self.view;
        let mut next: Vec<Ix> = Vec::new();
        match step {
            Step::Is(all) => {
                for selector in all {
                    self.from(&selector.steps, ix, defined, &mut |to| {
                        next.push(to);
                        false
                    });
                }
            }
            Step::Forward(names) if names.iter().any(|name| name == "trait") => {
                let traits = view.shapes[ix].traits.iter();
                next.extend(traits.filter_map(|(id, _)| view.find(id)));
            }
            Step::Forward(names) => view.neighbors(ix, |name, to| {
                if names.is_empty() || names.iter().any(|known| known == name) {
                    next.push(to);
                }
            }),
            Step::Backward(names) => {
                let all = view.reverse(ix).iter();
                let wanted = all.filter(|(name, _)| {
                    names.is_empty() || names.iter().any(|known| known == name)
                });
                next.extend(wanted.map(|(_, from)| *from));
            }
            Step::Closure => next.extend(view.closure(ix).into_iter().skip(1)),
            Step::Root(selector) => {
                let selected = selector.select(view);
                next.extend((0..selected.len()).filter(|ix| selected[*ix]));
            }
            Step::Use(name) => next.extend(defined.get(name)),
            _ => {}
        }
        next.into_iter().any(|to| self.from(rest, to, defined, out))
    }

    fn any(&self, all: &[Selector], ix: Ix, defined: &mut Defined) -> bool {
        all.iter()
            .any(|selector| self.from(&selector.steps, ix, defined, &mut |_| true))
    }

    /// Returns whether the shape or what binds it matches the first selector, with no match of the second nearer.
    fn is_below(&self, all: &[Selector], ix: Ix, defined: &mut Defined) -> bool {
        let (mut open, mut seen) = (vec![ix], Vec::new());
        while let Some(ix) = open.pop() {
            if seen.contains(&ix) || self.any(all.get(1..).unwrap_or_default(), ix, defined) {
                continue;
            }
            if self.any(&all[..1], ix, defined) {
                return true;
            }
            seen.push(ix);
            let above = self.view.reverse(ix).iter().map(|(_, from)| *from);
            let binds = |from: &Ix| {
                let ty = self.view.ty(*from);
                ty.is_called("service") || ty.is_called("resource")
            };
            open.extend(above.filter(binds));
        }
        false
    }
}
