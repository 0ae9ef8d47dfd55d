//! The customizations of the manifest and the generator's own, together.

use crate::settings::Customizations;

/// If both apply to the same item, the manifest's comes first or replaces the other.
pub(super) fn merged(mut own: Customizations, built_in: Customizations) -> Customizations {
    own.headers.extend(built_in.headers);
    own.default_members.extend(built_in.default_members);
    own.trim_labels.extend(built_in.trim_labels);
    own.header_texts.extend(built_in.header_texts);
    own.root_names.extend(built_in.root_names);
    own.unions.extend(built_in.unions);
    own.member_types.extend(built_in.member_types);
    own.optional_numbers = own.optional_numbers.or(built_in.optional_numbers);
    own.optional_members = own.optional_members.or(built_in.optional_members);
    own.optional_shapes.extend(built_in.optional_shapes);
    own.program_auth_schemes
        .extend(built_in.program_auth_schemes);
    own.zero_shapes.extend(built_in.zero_shapes);
    own.enum_names.extend(built_in.enum_names);
    own.retryable_errors.extend(built_in.retryable_errors);
    own.sensitive.extend(built_in.sensitive);
    own.pages_by_token = own.pages_by_token.or(built_in.pages_by_token);
    own.endpoint_label = own.endpoint_label.or(built_in.endpoint_label);
    own.ruled_host_prefix = own.ruled_host_prefix.or(built_in.ruled_host_prefix);
    own.status_codes.extend(built_in.status_codes);
    own.http_features |= built_in.http_features;
    own.optional_auth |= built_in.optional_auth;
    own.extended_request_ids |= built_in.extended_request_ids;
    own.presigned |= built_in.presigned;
    own.express_sessions = own.express_sessions.or(built_in.express_sessions);
    own.region_redirects = own.region_redirects.or(built_in.region_redirects);
    own.post_policies = own.post_policies.or(built_in.post_policies);
    own.retries = own.retries.or(built_in.retries);
    own.auth_token = own.auth_token.or(built_in.auth_token);
    own.named_in_query.extend(built_in.named_in_query);
    own.environment_settings
        .extend(built_in.environment_settings);
    own.error_bodies |= built_in.error_bodies;
    own.empty_documents |= built_in.empty_documents;
    own.transient_codes.extend(built_in.transient_codes);
    own.operations.extend(built_in.operations);
    let (mine, its) = (&mut own.signing, built_in.signing);
    mine.content_sha256_header = mine.content_sha256_header.or(its.content_sha256_header);
    mine.double_uri_encode = mine.double_uri_encode.or(its.double_uri_encode);
    mine.normalize_uri_path = mine.normalize_uri_path.or(its.normalize_uri_path);
    own.environment_token = own.environment_token.or(built_in.environment_token);
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::settings::{Setting, Signing};

    fn header(value: &str) -> (Setting, String) {
        let name = Setting {
            value: "Accept".to_owned(),
            place: Place::default(),
        };
        (name, value.to_owned())
    }

    #[test]
    fn the_manifests_customizations_go_before_the_generators() {
        let own = Customizations {
            headers: vec![header("own")],
            signing: Signing {
                double_uri_encode: Some(true),
                ..Signing::default()
            },
            ..Customizations::default()
        };
        let built_in = Customizations {
            headers: vec![header("built in")],
            signing: Signing {
                double_uri_encode: Some(false),
                normalize_uri_path: Some(false),
                content_sha256_header: None,
            },
            ..Customizations::default()
        };
        let all = merged(own, built_in);
        assert_eq!(all.headers, [header("own"), header("built in")]);
        assert_eq!(all.signing.double_uri_encode, Some(true));
        assert_eq!(all.signing.normalize_uri_path, Some(false));
        assert_eq!(all.signing.content_sha256_header, None);
    }
}
