//! Endpoint parameters from an operation, its input, or settings of the service (Smithy spec, "Rules engine
//! parameters"). The order of precedence is: values fixed by the operation, input members, paths into the input,
//! client settings.

use super::rules::Value;
#[cfg(feature = "jmespath")]
use crate::jmespath::{Borrowed, Expression, Value as PathValue};
use crate::operation::{ContextValue, OperationRef, OperationTraits};
use crate::reflect::{Field, List, Structure, View};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreAppend};

/// A setting from `smithy.rules#clientContextParams`. The value is `None` where a later configuration unset it.
#[derive(Clone, Debug)]
pub(crate) struct ClientParam {
    pub(crate) name: &'static str,
    pub(crate) value: Option<Value<'static>>,
}

impl Storable for ClientParam {
    type Storer = StoreAppend<Self>;
}

/// Returns the `boolean` parameter with that name.
pub fn truth(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<bool> {
    match value(cfg, input, name)? {
        Value::Bool(value) => Some(value),
        _ => None,
    }
}

/// Returns the `string` parameter with that name.
pub fn text(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<String> {
    match value(cfg, input, name)? {
        Value::Str(text) => Some(text.into_owned()),
        _ => None,
    }
}

/// Returns the `stringArray` parameter with that name.
pub fn texts(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<Vec<String>> {
    match value(cfg, input, name)? {
        Value::StrArray(texts) => Some(texts.into_owned()),
        _ => None,
    }
}

fn value(cfg: &ConfigBag, input: &dyn Structure, name: &str) -> Option<Value<'static>> {
    let operation = cfg.load::<OperationRef>();
    let traits = operation.map_or(&OperationTraits::NONE, |operation| &operation.def.traits);
    let given = fixed(traits.context, name).or_else(|| of_member(input, name));
    #[cfg(feature = "jmespath")]
    let given = given.or_else(|| of_path(traits.context_paths, input, name));
    given.or_else(|| of_client(cfg, name))
}

fn fixed(params: &[(&str, ContextValue)], name: &str) -> Option<Value<'static>> {
    let (_, value) = params.iter().find(|(param, _)| *param == name)?;
    Some(match value {
        ContextValue::Bool(value) => Value::from(*value),
        ContextValue::Text(text) => Value::from((*text).to_owned()),
        ContextValue::Texts(texts) => {
            let mut owned = Vec::with_capacity(texts.len());
            for text in *texts {
                owned.push((*text).to_owned());
            }
            Value::from(owned)
        }
    })
}

fn of_member(input: &dyn Structure, name: &str) -> Option<Value<'static>> {
    let mut members = input.shape().members().iter();
    let index = members.position(|member| member.context_param() == Some(name))?;
    of_view(input.field(index)?.view())
}

/// Returns the value at a path in the input. The path was checked when the crate was generated.
#[cfg(feature = "jmespath")]
fn of_path(paths: &[(&str, &str)], input: &dyn Structure, name: &str) -> Option<Value<'static>> {
    let (_, path) = paths.iter().find(|(param, _)| *param == name)?;
    let path = Expression::parse(path).ok()?;
    let found = path
        .search(PathValue::of(Borrowed::structure(input)))
        .ok()?;
    match &found {
        PathValue::Bool(value) => Some(Value::from(*value)),
        PathValue::Text(text) => Some(Value::from(text.clone().into_owned())),
        list => {
            let texts = list.elements()?;
            let texts = texts
                .iter()
                .filter_map(|text| text.as_text().map(str::to_owned));
            Some(Value::from(texts.collect::<Vec<_>>()))
        }
    }
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
    let (mut texts, mut index) = (Vec::new(), 0);
    while let Some(item) = list.item(index) {
        if let Some(Value::Str(text)) = of_view(Field::view(item)) {
            texts.push(text.into_owned());
        }
        index += 1;
    }
    texts
}

fn of_client(cfg: &ConfigBag, name: &str) -> Option<Value<'static>> {
    // The latest setting comes first.
    let mut params = cfg.load::<ClientParam>();
    params.find(|param| param.name == name)?.value.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{SchemaText, Shape};
    use aws_smithy_types::config_bag::Layer;

    static TEXT: SchemaText = SchemaText::new(
        "farrier-schema 1\n\
         namespace example.weather\n\
         Get structure bucket=bucket:string(contextParam=\"Bucket\") levels=levels:#Strings(contextParam=\"Levels\")\n\
         Strings list string\n",
    );

    struct Get {
        bucket: Option<String>,
        levels: Option<Vec<String>>,
    }

    impl Structure for Get {
        fn shape(&self) -> &'static Shape {
            TEXT.shape("Get")
        }
        fn field(&self, index: usize) -> Option<&dyn Field> {
            match index {
                0 => Some(&self.bucket),
                1 => Some(&self.levels),
                _ => None,
            }
        }
        fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field> {
            match index {
                0 => Some(&mut self.bucket),
                1 => Some(&mut self.levels),
                _ => None,
            }
        }
    }

    fn layer(name: &'static str, value: Option<Value<'static>>) -> Layer {
        let mut layer = Layer::new("test");
        layer.store_append(ClientParam { name, value });
        layer
    }

    #[test]
    fn members_go_before_settings() {
        let cfg = ConfigBag::of_layers(vec![layer("Bucket", Some("mine".into()))]);
        let mut input = Get {
            bucket: None,
            levels: Some(vec!["a".to_owned()]),
        };
        assert_eq!(text(&cfg, &input, "Bucket").as_deref(), Some("mine"));
        input.bucket = Some("yours".to_owned());
        assert_eq!(text(&cfg, &input, "Bucket").as_deref(), Some("yours"));
        assert_eq!(texts(&cfg, &input, "Levels"), input.levels);
        assert_eq!(text(&cfg, &input, "Levels"), None);
    }

    #[test]
    fn the_newest_setting_counts_even_where_it_unsets() {
        let input = Get {
            bucket: None,
            levels: None,
        };
        let set = || layer("Path", Some(true.into()));
        let cfg = ConfigBag::of_layers(vec![set(), layer("Other", Some(false.into()))]);
        assert_eq!(truth(&cfg, &input, "Path"), Some(true));
        let cfg = ConfigBag::of_layers(vec![set(), layer("Path", None)]);
        assert_eq!(truth(&cfg, &input, "Path"), None);
    }

    #[cfg(feature = "jmespath")]
    #[test]
    fn paths_find_texts_lists_of_texts_and_truth_values() {
        let input = Get {
            bucket: Some("yours".to_owned()),
            levels: Some(vec!["a".to_owned(), "b".to_owned()]),
        };
        let find = |path| of_path(&[("Other", "bucket"), ("It", path)], &input, "It");
        assert_eq!(find("bucket"), Some(Value::from("yours")));
        assert_eq!(find("contains(levels, 'b')"), Some(Value::from(true)));
        assert_eq!(find("levels[1:]"), Some(Value::from(vec!["b".to_owned()])));
        assert_eq!(find("nothing"), None);
        assert_eq!(find("length(levels)"), None);
        assert_eq!(find("length("), None);
        assert_eq!(of_path(&[("It", "bucket")], &input, "Other"), None);
    }

    #[test]
    fn fixed_values_have_three_types() {
        let params = [
            ("A", ContextValue::Bool(true)),
            ("B", ContextValue::Text("b")),
            ("C", ContextValue::Texts(&["c", "d"])),
        ];
        assert_eq!(fixed(&params, "A"), Some(Value::from(true)));
        assert_eq!(fixed(&params, "B"), Some(Value::from("b")));
        let texts = vec!["c".to_owned(), "d".to_owned()];
        assert_eq!(fixed(&params, "C"), Some(Value::from(texts)));
        assert_eq!(fixed(&params, "D"), None);
    }
}
