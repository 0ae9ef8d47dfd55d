//! awsQuery and ec2Query: forms in requests, XML in responses.
//!
//! The official `aws_smithy_query::protocol` is not used. It supports neither ec2Query nor errors. Its serializer
//! recognizes list elements and map entries by schemas without a member name, and so it loses the traits of
//! elements, such as `timestampFormat` (<https://github.com/smithy-lang/smithy-rs/pull/4668>).

mod form;
mod keys;

use super::error_details::ErrorDetails;
use super::http::{body, Deserializer, Http, HttpProtocol};
use super::xml::{self, Root};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::http::{Headers, HttpError, Request, Response};
use aws_smithy_schema::codec::DynCodec;
use aws_smithy_schema::header_omit_settings::SharedHeaderOmitSettings;
use aws_smithy_schema::protocol::ServiceVersion;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use form::{Flavor, Form};

/// `aws.protocols#awsQuery` or `aws.protocols#ec2Query`.
#[derive(Debug)]
pub(super) struct Query {
    id: ShapeId<'static>,
    flavor: Flavor,
}

/// `aws.protocols#awsQuery`.
pub(super) fn aws_query() -> Http<Query> {
    Http(Query {
        id: shape_id!("aws.protocols", "awsQuery"),
        flavor: Flavor::Aws,
    })
}

/// `aws.protocols#ec2Query`.
pub(super) fn ec2_query() -> Http<Query> {
    Http(Query {
        id: shape_id!("aws.protocols", "ec2Query"),
        flavor: Flavor::Ec2,
    })
}

impl Query {
    /// Returns the element that contains the members of the output: `<FindResponse>`, or with awsQuery the
    /// `<FindResult>` in it.
    fn result<'a>(&self, body: &'a [u8], cfg: &ConfigBag) -> Result<Root<'a>, SerdeError> {
        let operation = cfg.load::<Metadata>().map_or("", Metadata::name);
        let root = Root::new(body);
        root.expect(&format!("{operation}Response"))?;
        match self.flavor {
            Flavor::Aws => root.inside(&format!("{operation}Result")),
            Flavor::Ec2 => Ok(root),
        }
    }
}

impl HttpProtocol for Query {
    fn id(&self) -> &ShapeId<'static> {
        &self.id
    }

    fn request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        _path: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let action = cfg.load::<Metadata>();
        let action = action.ok_or_else(|| SerdeError::custom("the operation has no name"))?;
        let version = cfg.load::<ServiceVersion>();
        let version = version.ok_or_else(|| SerdeError::custom("the service has no version"))?;
        let mut form = Form::new(self.flavor, action.name(), version.as_str());
        form.write_struct(schema, input)?;

        let mut request = Request::new(SdkBody::from(form.finish()));
        let invalid = |error: HttpError| SerdeError::custom(error.to_string());
        request.set_method("POST").map_err(invalid)?;
        request.set_uri("/").map_err(invalid)?;
        let length = request.body().content_length();
        let omit = cfg.load::<SharedHeaderOmitSettings>();
        let headers = request.headers_mut();
        if !omit.is_some_and(|omit| omit.should_omit_default_content_type()) {
            headers.insert("Content-Type", "application/x-www-form-urlencoded");
        }
        if !omit.is_some_and(|omit| omit.should_omit_default_content_length()) {
            headers.insert("Content-Length", length.unwrap_or_default().to_string());
        }
        Ok(request)
    }

    fn output<'a>(
        &self,
        response: &'a Response,
        _schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Deserializer<'a> {
        Ok(Box::new(self.result(body(response), cfg)?))
    }

    fn error<'a>(&self, response: &'a Response, _cfg: &'a ConfigBag) -> Deserializer<'a> {
        Ok(Box::new(xml::read_error(body(response))))
    }

    fn details(&self, body: &[u8], headers: &Headers) -> ErrorDetails {
        xml::details(body, headers)
    }

    fn events(&self) -> Option<(&dyn DynCodec, &str)> {
        None
    }
}
