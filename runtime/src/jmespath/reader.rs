//! Reading of JMESPath values into generated types. It implements the deserializer interface that is also used for the
//! documents of responses.

use super::{Data, Number, Value, MAX_DEPTH};
use crate::protocol::callbacks::{Entries, Items, Members};
use crate::protocol::epoch_seconds;
use crate::schema::unknown_member;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::Number as DocumentNumber;
use aws_smithy_types::{base64, BigDecimal, BigInteger, Blob, DateTime, Document};
use std::collections::HashMap;

/// Deserializer of a value. As in evaluation, members have the names of the model, timestamps are epoch seconds and
/// blobs are Base64 text.
pub(crate) struct ValueReader<'a, D> {
    value: Value<'a, D>,
    depth: usize,
}

impl<'a, D: Data<'a>> ValueReader<'a, D> {
    pub(crate) fn new(value: Value<'a, D>) -> Self {
        Self { value, depth: 0 }
    }

    fn within(&self, value: Value<'a, D>) -> Result<Self, SerdeError> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            Err(SerdeError::custom("the value is nested too deep"))
        } else {
            Ok(Self { value, depth })
        }
    }

    fn mismatch(&self, wanted: &str) -> SerdeError {
        let kind = self.value.type_name();
        SerdeError::custom(format!("expected {wanted}, found a value of type {kind}"))
    }

    fn text(&self) -> Result<&str, SerdeError> {
        self.value.as_text().ok_or_else(|| self.mismatch("text"))
    }

    fn number(&self) -> Result<Number, SerdeError> {
        match self.value {
            Value::Number(number) => Ok(number),
            _ => Err(self.mismatch("a number")),
        }
    }

    fn whole<T: TryFrom<i64>>(&self) -> Result<T, SerdeError> {
        let number = self.number()?;
        let whole = match number {
            Number::Int(value) => T::try_from(value).ok(),
            Number::Float(_) => None,
        };
        whole.ok_or_else(|| SerdeError::custom(format!("the number {number} is out of range")))
    }

    fn document(&self) -> Result<Document, SerdeError> {
        if let Some(items) = self.value.elements() {
            let mut documents = Vec::with_capacity(items.len());
            for item in items {
                documents.push(self.within(item)?.document()?);
            }
            return Ok(Document::Array(documents));
        }
        if let Some(members) = self.value.members() {
            let mut documents = HashMap::with_capacity(members.len());
            for (key, value) in members {
                documents.insert(key.into_owned(), self.within(value)?.document()?);
            }
            return Ok(Document::Object(documents));
        }
        Ok(match &self.value {
            Value::Bool(value) => Document::Bool(*value),
            Value::Number(Number::Int(value)) => match u64::try_from(*value) {
                Ok(value) => Document::Number(DocumentNumber::PosInt(value)),
                Err(_) => Document::Number(DocumentNumber::NegInt(*value)),
            },
            Value::Number(Number::Float(value)) => Document::Number(DocumentNumber::Float(*value)),
            Value::Text(text) => Document::String(text.to_string()),
            _ => Document::Null,
        })
    }
}

macro_rules! integers {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            self.whole()
        }
    )*};
}

impl<'a, D: Data<'a>> ShapeDeserializer for ValueReader<'a, D> {
    fn read_struct(&mut self, schema: &Schema<'_>, state: Members<'_>) -> Result<(), SerdeError> {
        let Some(members) = self.value.members() else {
            return Err(self.mismatch("an object"));
        };
        let mut is_known = false;
        for member in schema.members() {
            let name = member.member_name().unwrap_or_default();
            match self.value.member(name) {
                Value::Null => {}
                value => {
                    is_known = true;
                    state(member, &mut self.within(value)?)?;
                }
            }
        }
        let unknown = members.into_iter().next().filter(|_| !is_known);
        match unknown {
            Some((name, value)) if schema.shape_type() == ShapeType::Union => {
                state(&unknown_member(&name), &mut self.within(value)?)
            }
            _ => Ok(()),
        }
    }

    fn read_list(&mut self, _: &Schema<'_>, state: Items<'_>) -> Result<(), SerdeError> {
        let items = self
            .value
            .elements()
            .ok_or_else(|| self.mismatch("a list"))?;
        for item in items {
            state(&mut self.within(item)?)?;
        }
        Ok(())
    }

    fn read_map(&mut self, _: &Schema<'_>, state: Entries<'_>) -> Result<(), SerdeError> {
        let members = self.value.members();
        for (key, value) in members.ok_or_else(|| self.mismatch("an object"))? {
            state(key.into_owned(), &mut self.within(value)?)?;
        }
        Ok(())
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Result<bool, SerdeError> {
        match self.value {
            Value::Bool(value) => Ok(value),
            _ => Err(self.mismatch("a boolean")),
        }
    }

    integers! {
        read_byte -> i8,
        read_short -> i16,
        read_integer -> i32,
        read_long -> i64,
    }

    fn read_float(&mut self, _: &Schema<'_>) -> Result<f32, SerdeError> {
        Ok(self.number()?.as_f64() as f32)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        Ok(self.number()?.as_f64())
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        let whole: i64 = self.whole()?;
        let big = whole.to_string().parse();
        big.map_err(|_| self.mismatch("a whole number"))
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        let big = self.number()?.to_string().parse();
        big.map_err(|_| self.mismatch("a number"))
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.text().map(str::to_owned)
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Result<Blob, SerdeError> {
        let bytes = base64::decode(self.text()?);
        bytes
            .map(Blob::new)
            .map_err(|_| self.mismatch("base64 text"))
    }

    fn read_timestamp(&mut self, _: &Schema<'_>) -> Result<DateTime, SerdeError> {
        match self.number()? {
            Number::Int(seconds) => Ok(DateTime::from_secs(seconds)),
            Number::Float(seconds) => {
                epoch_seconds(seconds).ok_or_else(|| self.mismatch("seconds since 1970"))
            }
        }
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        self.document()
    }

    fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        Ok(())
    }

    fn container_size(&self) -> Option<usize> {
        None
    }
}
