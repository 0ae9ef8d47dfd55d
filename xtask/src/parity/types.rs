//! Structs, enums and unions in the surface.

use rustdoc_types::{Generics, Id, Item, ItemEnum, StructKind, VariantKind, Visibility};

use super::generics::bind;
use super::members::{attributes, deprecated, Members};
use super::names::View;
use super::surface::{view_text, Part};
use super::ty::{Arg, Subst, Ty};
use super::world::{is_hidden, is_non_exhaustive};

impl Members<'_> {
    /// Adds a struct, enum or union with all its members and impls.
    pub(super) fn of_type(&mut self, view: &View) {
        let item = self.world.item(view.item);
        if self.namer.has_named_instances(view) {
            return self.bare_type(view, item);
        }
        let args = view_args(view);
        match &item.inner {
            ItemEnum::Struct(inner) => {
                let subst = bind(&inner.generics, args);
                let shape = self.literal(view, item, &inner.kind, &subst);
                self.type_line(view, "struct", &shape, &inner.generics, &subst);
                self.fields(view, struct_fields(&inner.kind), &subst);
            }
            ItemEnum::Enum(inner) => {
                let subst = bind(&inner.generics, args);
                self.type_line(view, "enum", "", &inner.generics, &subst);
                for id in &inner.variants {
                    self.variant(view, *id, &subst);
                }
            }
            ItemEnum::Union(inner) => {
                let subst = bind(&inner.generics, args);
                self.type_line(view, "union", "", &inner.generics, &subst);
                self.fields(view, inner.fields.clone(), &subst);
            }
            _ => {}
        }
        self.impls(view);
    }

    /// Adds the members of a value whose type a program cannot name.
    pub(super) fn of_value(&mut self, view: &View) {
        if let ItemEnum::Struct(inner) = &self.world.item(view.item).inner {
            let subst = bind(&inner.generics, view_args(view));
            self.fields(view, struct_fields(&inner.kind), &subst);
        }
        self.value_impls(view);
    }

    /// Adds a generic type whose instances have names. The instances have the members.
    fn bare_type(&mut self, view: &View, item: &Item) {
        let generics = match &item.inner {
            ItemEnum::Struct(inner) => &inner.generics,
            ItemEnum::Enum(inner) => &inner.generics,
            ItemEnum::Union(inner) => &inner.generics,
            _ => return,
        };
        let subst = bind(generics, view_args(view));
        self.type_line(view, "generic", "", generics, &subst);
    }

    fn type_line(&mut self, view: &View, kind: &str, shape: &str, of: &Generics, subst: &Subst) {
        let item = self.world.item(view.item);
        let preds = self.lower(view.item).preds(of, subst);
        let preds = self.solver.residual(&preds, &Subst::new());
        let path = view_text(self.namer, view);
        let attrs = match kind {
            "struct" | "generic" => deprecated(item).to_owned(),
            _ => attributes(item),
        };
        let head = format!("{attrs}{kind} {path}{shape}");
        let line = self.namer.line(head, &preds.unwrap_or_default());
        self.push(&view.path, Part::Itself, "", line);
    }

    /// Returns the literal or constructor, if a program may write one: no field is private, and the
    /// struct is not `#[non_exhaustive]`. Constructors do not work through aliases.
    fn literal(&self, view: &View, item: &Item, kind: &StructKind, subst: &Subst) -> String {
        let fields = struct_fields(kind);
        let texts = fields.iter().map(|id| self.field_text(view, *id, subst));
        let texts: Option<Vec<String>> = texts.collect();
        let Some(texts) = texts.filter(|_| !is_non_exhaustive(item)) else {
            return String::new();
        };
        let name = if view.is_alias {
            " without constructor"
        } else {
            ""
        };
        match kind {
            StructKind::Unit => format!(" unit{name}"),
            StructKind::Tuple(_) => format!("({}){name}", texts.join(", ")),
            StructKind::Plain { .. } => " { .. }".to_owned(),
        }
    }

    fn field_text(&self, view: &View, id: Id, subst: &Subst) -> Option<String> {
        let item = self.world.get(view.item.krate, id)?;
        match &item.inner {
            ItemEnum::StructField(ty) if item.visibility == Visibility::Public => {
                Some(self.namer.ty(&self.ty(view.item, ty, subst)))
            }
            _ => None,
        }
    }

    fn fields(&mut self, view: &View, ids: Vec<Id>, subst: &Subst) {
        for id in ids {
            let Some(ty) = self.field_text(view, id, subst) else {
                continue;
            };
            let Some(item) = self.world.get(view.item.krate, id) else {
                continue;
            };
            if is_hidden(item) {
                continue;
            }
            let name = item.name.clone().unwrap_or_default();
            let head = format!("{}field {}::{name}: {ty}", attributes(item), view.path);
            let line = self.namer.line(head, &[]);
            self.push(&view.path, Part::Field, &name, line);
        }
    }

    fn variant(&mut self, view: &View, id: Id, subst: &Subst) {
        let Some(item) = self.world.get(view.item.krate, id) else {
            return;
        };
        let ItemEnum::Variant(variant) = &item.inner else {
            return;
        };
        if is_hidden(item) {
            return;
        }
        let name = item.name.clone().unwrap_or_default();
        let shape = match &variant.kind {
            VariantKind::Plain => String::new(),
            VariantKind::Tuple(ids) => {
                let ids = ids.iter().flatten();
                let texts: Vec<String> =
                    ids.filter_map(|id| self.inner(view, *id, subst)).collect();
                format!("({})", texts.join(", "))
            }
            VariantKind::Struct { fields, .. } => {
                let mut texts: Vec<String> = Vec::new();
                for id in fields {
                    let name = self
                        .world
                        .get(view.item.krate, *id)
                        .and_then(|it| it.name.clone());
                    let ty = self.inner(view, *id, subst).unwrap_or_default();
                    texts.push(format!("{}: {ty}", name.unwrap_or_default()));
                }
                texts.sort();
                format!(" {{ {} }}", texts.join(", "))
            }
        };
        let head = format!("{}variant {}::{name}{shape}", attributes(item), view.path);
        let line = self.namer.line(head, &[]);
        self.push(&view.path, Part::Variant, &name, line);
    }

    /// Returns the type of a variant's field, which is as public as the variant.
    fn inner(&self, view: &View, id: Id, subst: &Subst) -> Option<String> {
        match &self.world.get(view.item.krate, id)?.inner {
            ItemEnum::StructField(ty) => Some(self.namer.ty(&self.ty(view.item, ty, subst))),
            _ => None,
        }
    }
}

fn view_args(view: &View) -> &[Arg] {
    match &view.ty {
        Ty::Def(_, args) => args,
        _ => &[],
    }
}

fn struct_fields(kind: &StructKind) -> Vec<Id> {
    match kind {
        StructKind::Unit => Vec::new(),
        StructKind::Tuple(fields) => fields.iter().flatten().copied().collect(),
        StructKind::Plain { fields, .. } => fields.clone(),
    }
}
