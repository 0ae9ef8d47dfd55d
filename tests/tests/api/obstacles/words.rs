//! Members, variants and types of every name.

use std::collections::BTreeSet;

use farrier_obstacles::operation::round_trip::builders::RoundTripFluentBuilder;
use farrier_obstacles::operation::round_trip::{RoundTripInput, RoundTripOutput};
use farrier_obstacles::types::builders::WordsBuilder;
use farrier_obstacles::types::{self, Choice, Typed, WordValue};
use serde_json::{json, Value};

use super::{client, echo, members, FORMATS};

/// Calls a macro with `$start` and the fields that a structure, an input and an output share: all of
/// the model's words but those that mean something else to the fluent builder.
macro_rules! with_words {
    ($macro:ident! $($start:tt)*) => {
        $macro! { $($start)*;
            r#as r#break r#const r#continue crate_ r#else r#enum r#extern r#false r#fn r#for r#if
            r#impl r#in r#let r#loop r#match r#mod r#move r#mut r#pub r#ref r#return self_ r#static
            r#struct super_ r#trait r#true r#type r#unsafe r#use r#where r#while r#async r#await r#dyn
            r#abstract r#become r#box r#do r#final r#macro r#override r#priv r#typeof r#unsized
            r#virtual r#yield r#try r#gen union raw safe auto macro_rules option some none result ok
            err vec string default_value clone copy send_value sync sized drop fn_mut fn_once as_ref
            as_mut into from iterator into_iterator extend to_owned to_string eq ord partial_eq
            partial_ord try_from try_into from_iterator debug display hash hash_map arc infallible
            from_str formatter future pin bool char str i32 f64 u8 usize std core alloc build_value
            builder_value builders customize_value paginator presigned_value set_x get_x get set is_x
            as_x meta_value message input output handle slot inner client config types operation error
            primitives unknown unknown_value unhandled generic field field_mut fields shape shapes
            schema structure extra initial index request_id source code part retryable
            retryable_error_kind as_str values value try_parse fmt clone_from cmp kind name f other
            text known m s params blob date_time document big_integer aws_smithy farrier_runtime
            self_value is_unknown len is_empty next iter not add from_date to_date service token
            page_size items
        }
    };
}

/// Sets each of the fields, by its setter, to its own name. A function for each, since a chain of so
/// many would need more stack than a test has.
macro_rules! filled {
    ($type:ty, $builder:expr; $($name:ident)*) => {{
        let steps: &[fn($type) -> $type] = &[$(|builder| builder.$name(stringify!($name))),*];
        steps.iter().fold($builder, |builder, step| step(builder))
    }};
}

/// Checks with its getter that each of the fields holds its own name. By path: method syntax takes
/// `into` for the one of the prelude.
macro_rules! check_words {
    ($type:ty, $value:expr; $($name:ident)*) => {
        let value: &$type = $value;
        $(assert_eq!(<$type>::$name(value), Some(stringify!($name)));)*
    };
}

/// A vector of all variants, each with its own name.
macro_rules! choices {
    ($($name:ident)*) => { vec![$(Choice::$name(stringify!($name).to_owned())),*] };
}

/// A type for each member of `Typed`: three kinds, since a name can collide differently in each.
macro_rules! typed {
    ([$($s:ident $S:ident,)*] [$($u:ident $U:ident,)*] [$($e:ident $E:ident,)*]) => {
        Typed::builder()
            $(.$s(types::$S::builder().value(stringify!($s)).self_(1).build()))*
            $(.$u(types::$U::Value(stringify!($u).to_owned())))*
            $(.$e(types::$E::SelfValue))*
    };
}

fn every_choice() -> Vec<Choice> {
    choices! {
        As Break Const Continue Crate Else Enum Extern False Fn For If Impl In Let Loop Match Mod Move
        Mut Pub Ref Return SelfValue Static Struct Super Trait True Type Unsafe Use Where While Async
        Await Dyn Abstract Become Box Do Final Macro Override Priv Typeof Unsized Virtual Yield Try Gen
        Union Raw Safe Auto MacroRules Option Some None Result Ok Err Vec String Default Clone Copy Send
        Sync Sized Drop FnMut FnOnce AsRef AsMut Into From Iterator IntoIterator Extend ToOwned ToString
        Eq Ord PartialEq PartialOrd TryFrom TryInto FromIterator Debug Display Hash HashMap Arc
        Infallible FromStr Formatter Future Pin Bool Char Str I32 F64 U8 Usize Std Core Alloc Build
        Builder Builders Customize AsInput IntoPaginator Paginator SendWith ConfigOverride Presigned
        SetX GetX Get Set IsX AsX Meta Message Input Output Handle Slot Inner New Client Config Types
        Operation Error Primitives UnknownValue UnknownValue_ Unhandled Generic Field FieldMut Fields
        Shape Shapes Schema Structure Extra Initial Index RequestId Source Code Part Retryable
        RetryableErrorKind AsStr Values Value TryParse Fmt CloneFrom Cmp Kind Name F Other Text Known M
        S Params Blob DateTime Document BigInteger AwsSmithy FarrierRuntime SelfValue_ IsUnknown Len
        IsEmpty Next Iter Not Add FromDate ToDate Service Token PageSize Items
    }
}

fn every_type() -> Typed {
    typed! {
        [option Option, result Result, string String, copy Copy, sized Sized,
        fn_once FnOnce, into Into, into_iterator IntoIterator, to_string ToString,
        partial_eq PartialEq, try_into TryInto, display Display, arc Arc, formatter Formatter,
        bool Bool, i32 I32, usize Usize, alloc Alloc, r#match Match, r#enum Enum, client Client,
        params Params, slot Slot, operation Operation, date_time DateTime, field Field,
        service Service, s S,]
        [some Some, ok Ok, default_value Default, send_value Send, drop Drop, as_ref AsRef,
        from From, extend Extend, eq Eq, partial_ord PartialOrd, from_iterator FromIterator, hash Hash,
        infallible Infallible, future Future, char Char, f64 F64, std Std, r#type Type, r#trait Trait,
        r#async Async, config Config, handle Handle, input Input, primitives Primitives,
        document Document, shape Shape, shared_config SharedConfig, t T,]
        [none None, vec Vec, clone Clone, sync Sync, fn_mut FnMut, as_mut AsMut,
        iterator Iterator, to_owned ToOwned, ord Ord, try_from TryFrom, debug Debug, hash_map HashMap,
        from_str FromStr, pin Pin, str Str, u8 U8, core Core, self_ SelfValue, r#struct Struct,
        r#dyn Dyn, builder_value Builder, unknown Unknown, output Output, blob Blob,
        structure Structure, kind Kind, m M, types Types,]
    }
    .build()
}

/// What is left of a name when case, underscores and the marks of replaced names are taken away.
fn bare(name: &str) -> String {
    let name = name.trim_start_matches("r#");
    let lower = name.replace('_', "").to_ascii_lowercase();
    match lower.strip_suffix("value") {
        Some(word) if !word.is_empty() => word.to_owned(),
        _ => lower,
    }
}

/// Checks that an object has the members of a shape, each with its own name as the value.
fn check_document(object: &Value, id: &str) {
    let object = object.as_object().expect("an object");
    let mut seen = BTreeSet::new();
    for (name, value) in object {
        if let Some(value) = value.as_str() {
            assert_eq!(bare(name), bare(value), "the member {name} of {id}");
            seen.insert(value);
        }
    }
    assert!(seen.len() > 150, "{} members of {id} have text", seen.len());
    let names: BTreeSet<String> = object.keys().cloned().collect();
    assert_eq!(names, members(id));
}

#[tokio::test]
async fn every_word_goes_over_the_wire_and_comes_back() {
    for format in FORMATS {
        let server = echo(format).await;
        let words = with_words!(filled! WordsBuilder, types::Words::builder())
            .as_input("as_input")
            .into_paginator("into_paginator")
            .send_with("send_with")
            .config_override("config_override")
            .new("new")
            .build();
        let values: Vec<WordValue> = WordValue::values()
            .iter()
            .map(|value| WordValue::try_parse(value).expect("a known value"))
            .collect();
        let call =
            with_words!(filled! RoundTripFluentBuilder, client(&server, format).round_trip())
                .as_input_value("as_input_value")
                .into_paginator_value("into_paginator_value")
                .send_with_value("send_with_value")
                .config_override_value("config_override_value")
                .new_value("new_value")
                .nested(Clone::clone(&words))
                .set_choices(Some(every_choice()))
                .set_chosen(Some(values.clone()))
                .typed(every_type());
        let sent: RoundTripInput = call.as_input().to_owned().build().expect("an input");
        with_words!(check_words! RoundTripInput, &sent);
        let output = call.send().await.expect("an output");

        let request = server.only_request();
        let body = format.decode(&request.body).expect("a document");
        check_document(&body, "example.obstacles#WordsInput");
        check_document(&body["nested"], "example.obstacles#Words");
        check_choices(&body["choices"]);
        assert_eq!(body["chosen"], json!(WordValue::values()));
        check_typed(&body["typed"]);

        with_words!(check_words! RoundTripOutput, &output);
        with_words!(check_words! types::Words, output.nested().expect("nested words"));
        assert_eq!(output.as_input(), Some("as_input_value"));
        assert_eq!(output.new(), Some("new_value"));
        assert_eq!(output.nested(), Some(&words));
        assert_eq!(output.choices(), every_choice());
        assert_eq!(output.chosen(), values);
        assert_eq!(output.typed(), Some(&every_type()));
    }
}

fn check_choices(choices: &Value) {
    let choices = choices.as_array().expect("a list");
    let mut names = BTreeSet::new();
    for choice in choices {
        let choice = choice.as_object().expect("a union");
        let [(name, value)] = choice.iter().collect::<Vec<_>>()[..] else {
            panic!("not one member: {choice:?}");
        };
        assert_eq!(bare(name), bare(value.as_str().expect("text")));
        names.insert(name.clone());
    }
    assert_eq!(names, members("example.obstacles#Choice"));
}

/// Each of the types is set, and holds its own name in the way of its kind.
fn check_typed(typed: &Value) {
    let typed = typed.as_object().expect("an object");
    for (name, value) in typed {
        match value {
            Value::String(value) => assert_eq!(value, "Self", "{name}"),
            object => assert_eq!(
                bare(name),
                bare(object["value"].as_str().expect("text")),
                "{name}"
            ),
        }
    }
    let names: BTreeSet<String> = typed.keys().cloned().collect();
    assert_eq!(names, members("example.obstacles#Typed"));
}

#[test]
fn variants_beside_the_unknown_one() {
    let choices = every_choice();
    assert!(choices.iter().all(|choice| !choice.is_unknown()));
    let unknown = Choice::UnknownValue("a".to_owned());
    assert!(unknown.is_unknown_value() && !unknown.is_unknown_value_());
    assert_eq!(unknown.as_unknown_value(), Ok(&"a".to_owned()));
    assert_eq!(WordValue::from("Unknown"), WordValue::UnknownValue);
    assert_eq!(WordValue::SelfValue.as_str(), "self");
    assert_eq!("Some".parse(), Ok(types::Vec::Some));
}
