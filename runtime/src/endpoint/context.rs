//! Endpoint parameters that come from an operation, its input or settings of the service's own
//! (Smithy: "Rules engine", context parameters). What the operation fixes goes before what its input
//! says, and that before the client's setting.

use super::rules::Value;
use crate::operation::{ContextValue, OperationRef};
use crate::reflect::{Field, List, Structure, View};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreAppend};

/// A setting that `smithy.rules#clientContextParams` adds to a service's configuration; `None` where
/// it was unset over an older one.
#[derive(Clone, Debug)]
pub(crate) struct ClientParam {
    pub(crate) name: &'static str,
    pub(crate) value: Option<Value<'static>>,
}

impl Storable for ClientParam {
    type Storer = StoreAppend<Self>;
}

/// The `boolean` parameter of that name.
pub fn truth(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<bool> {
    match value(cfg, input, name)? {
        Value::Bool(value) => Some(value),
        _ => None,
    }
}

/// The `string` parameter of that name.
pub fn text(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<String> {
    match value(cfg, input, name)? {
        Value::Str(text) => Some(text.into_owned()),
        _ => None,
    }
}

/// The `stringArray` parameter of that name.
pub fn texts(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<Vec<String>> {
    match value(cfg, input, name)? {
        Value::StrArray(texts) => Some(texts.into_owned()),
        _ => None,
    }
}

fn value(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<Value<'static>> {
    fixed(cfg, name)
        .or_else(|| of_member(input, name))
        .or_else(|| of_client(cfg, name))
}

fn fixed(cfg: &ConfigBag, name: &str) -> Option<Value<'static>> {
    let OperationRef(def) = cfg.load::<OperationRef>()?;
    let mut params = def.traits.context.iter();
    let (_, value) = params.find(|(param, _)| *param == name)?;
    Some(match value {
        ContextValue::Bool(value) => Value::from(*value),
        ContextValue::Text(text) => Value::from((*text).to_owned()),
        ContextValue::Texts(texts) => Value::from(
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>(),
        ),
    })
}

fn of_member(input: &dyn Structure, name: &str) -> Option<Value<'static>> {
    let mut members = input.shape().members().iter();
    let index = members.position(|member| member.context_param() == Some(name))?;
    of_view(input.field(index)?.view())
}

fn of_view(view: View<'_>) -> Option<Value<'static>> {
    match view {
        View::Some(value) => of_view(value.view()),
        View::Bool(value) => Some(Value::from(value)),
        View::Text(text) | View::Enum(text, _) => Some(Value::from(text.to_owned())),
        View::List(list) => Some(Value::from(texts_of(list))),
        _ => None,
    }
}

fn texts_of(list: &dyn List) -> Vec<String> {
    let items = (0..).map_while(|index| list.item(index));
    items
        .filter_map(|item| match of_view(Field::view(item))? {
            Value::Str(text) => Some(text.into_owned()),
            _ => None,
        })
        .collect()
}

fn of_client(cfg: &ConfigBag, name: &str) -> Option<Value<'static>> {
    // The newest comes first.
    let mut params = cfg.load::<ClientParam>();
    params.find(|param| param.name == name)?.value.clone()
}
