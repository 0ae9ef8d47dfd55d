//! Words that a Rust name cannot be, or that generated code needs for itself.

use crate::settings::is_device;

/// Keywords of every edition that can be written raw.
const RAW: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static",
    "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "gen",
];

/// Keywords that cannot be raw identifiers, and their replacements.
const NEVER_RAW: [(&str, &str); 4] = [
    ("crate", "crate_"),
    ("self", "self_"),
    ("super", "super_"),
    ("_", "__"),
];

/// Members of structures that would meet an item of the structure, its builder or a fluent builder.
const STRUCTURE: [(&str, &str); 7] = [
    ("build", "build_value"),
    ("builder", "builder_value"),
    ("customize", "customize_value"),
    ("default", "default_value"),
    ("meta", "meta_value"),
    ("presigned", "presigned_value"),
    ("send", "send_value"),
];

/// Members of inputs that would meet further methods of the fluent builder.
const INPUT: [(&str, &str); 5] = [
    ("as_input", "as_input_value"),
    ("config_override", "config_override_value"),
    ("into_paginator", "into_paginator_value"),
    ("new", "new_value"),
    ("send_with", "send_with_value"),
];

/// Members of inputs of operations with waiters that would meet a method of those.
const WAITED_INPUT: [(&str, &str); 1] = [("wait", "wait_value")];

/// Members of errors that would meet a method of every error or its builder. Each has a message, also where the model
/// does not say so.
const ERROR: [(&str, &str); 4] = [
    ("get_message", "get_message_member"),
    ("retryable_error_kind", "retryable_error_kind_value"),
    ("set_message", "set_message_member"),
    ("set_meta", "set_meta_member"),
];

/// Variants of enums and unions; `Unknown` is the one for values that the model does not have.
const VARIANT: [(&str, &str); 4] = [
    ("Self", "SelfValue"),
    ("SelfValue", "SelfValue_"),
    ("Unknown", "UnknownValue"),
    ("UnknownValue", "UnknownValue_"),
];

/// Types.
const TYPE: [(&str, &str); 2] = [("Self", "SelfValue"), ("SelfValue", "SelfValue_")];

/// Error types, which are also variants next to `Unhandled` and `OfOperation`.
const ERROR_TYPE: [(&str, &str); 3] = [
    ("OfOperation", "OfOperationError"),
    ("Unhandled", "UnhandledError"),
    ("Self", "SelfError"),
];

/// The most characters of a module's name, which is a file's as well: file systems take 255 bytes.
pub(super) const LONGEST_MODULE: usize = 200;

/// Returns whether a module's name cannot be a file's: `mod.rs` would be taken for the file of the module
/// around, and Windows has no files of the names of its devices.
fn is_no_file(module: &str) -> bool {
    module == "mod" || is_device(module)
}

/// Methods of the client that are not operations, and those of the prelude that a call would find
/// first.
const CLIENT: [(&str, &str); 6] = [
    ("clone", "clone_operation"),
    ("config", "config_operation"),
    ("from_conf", "from_conf_operation"),
    ("into", "into_operation"),
    ("new", "new_operation"),
    ("try_into", "try_into_operation"),
];

/// Methods that a configuration's builder has in every crate, or in some: see the runtime's
/// `client_config` macros.
const CONFIG: &str = "account_id_endpoint_mode allow_no_auth api_key api_key_resolver app_name \
    apply_test_defaults apply_test_defaults_v2 auth_scheme_preference auth_scheme_resolver \
    aws_chunked_encoding_chunk_size basic_auth_login basic_auth_login_resolver bearer_token \
    bearer_token_resolver behavior_version behavior_version_latest build \
    capture_input_attributes check_required_input clone credentials_provider default \
    digest_auth_login digest_auth_login_resolver disable_clock_skew_correction \
    disable_request_compression emit_input_attributes endpoint_resolver endpoint_url \
    express_credentials_provider follow_region_redirects framework_metadata from http_client \
    idempotency_token_provider identity_cache interceptor interceptors into invocation_id_generator new protocol \
    push_auth_scheme push_framework_metadata push_interceptor push_retry_classifier region \
    request_checksum_calculation request_min_compression_size_bytes response_checksum_validation \
    response_limits retry_classifier retry_classifiers retry_config retry_partition \
    sigv4a_signing_region_set sleep_impl stalled_stream_protection time_source timeout_config \
    token_provider use_dual_stack use_fips with_test_defaults with_test_defaults_v2";

/// Returns the name in snake case of a setting of the configuration that a model asks for, where the
/// plain word would make a method that is there already.
pub(super) fn setting_stem(stem: &str) -> String {
    let is_taken = |name: &str| CONFIG.split_whitespace().any(|method| method == name);
    let plain = stem.strip_prefix("set_").unwrap_or(stem);
    if is_taken(stem) || is_taken(plain) {
        format!("{stem}_param")
    } else {
        stem.to_owned()
    }
}

/// The suffix of `set_…` and `get_…`, or `is_…` and `as_…`, for a member in snake case, where the plain
/// word would make a method that is there already: `is_unknown` of unions, `set_meta` of errors.
pub(super) fn method_stem(stem: &str, place: Place) -> &str {
    match (place, stem) {
        (Place::Variant, "unknown") => "unknown_value",
        (Place::Variant, "unknown_value") => "unknown_value_",
        (Place::ErrorField, "meta") => "meta_value",
        _ => stem,
    }
}

/// The scope of a name, which decides the names that it can collide with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A field of a structure or output.
    Field,
    /// A field of an input.
    InputField,
    /// A field of the input of an operation with waiters.
    WaitedInputField,
    /// A field of an error.
    ErrorField,
    /// A variant of an enum or union.
    Variant,
    /// A structure, union or enum.
    Type,
    /// An error structure.
    ErrorType,
    /// A module.
    Module,
    /// A method of the client.
    ClientMethod,
    /// A setting of the configuration.
    Setting,
}

/// `name` as it is valid at `place`: raw, replaced or unchanged.
pub(super) fn escape(name: &str, place: Place) -> String {
    let tables: &[&[(&str, &str)]] = match place {
        Place::Field => &[&STRUCTURE],
        Place::InputField => &[&STRUCTURE, &INPUT],
        Place::WaitedInputField => &[&STRUCTURE, &INPUT, &WAITED_INPUT],
        Place::ErrorField => &[&STRUCTURE, &ERROR],
        Place::Variant => &[&VARIANT],
        Place::Type => &[&TYPE],
        Place::ErrorType => &[&ERROR_TYPE, &TYPE],
        Place::Module if is_no_file(name) => return format!("{name}_operation"),
        Place::Module => &[],
        Place::ClientMethod => &[&CLIENT],
        Place::Setting => &[],
    };
    let own = tables.iter().flat_map(|table| table.iter());
    let replaced = own
        .chain(&NEVER_RAW)
        .find(|(reserved, _)| *reserved == name);
    match replaced {
        Some((_, instead)) => (*instead).to_owned(),
        None if RAW.contains(&name) => format!("r#{name}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn keywords_are_written_raw_where_the_language_allows_it() {
        assert_eq!(escape("type", Place::Field), "r#type");
        assert_eq!(escape("move", Place::Module), "r#move");
        assert_eq!(escape("match", Place::ClientMethod), "r#match");
        assert_eq!(escape("self", Place::Field), "self_");
        assert_eq!(escape("crate", Place::Module), "crate_");
        assert_eq!(escape("super", Place::ClientMethod), "super_");
    }

    #[test]
    fn words_are_reserved_only_where_they_meet_something() {
        assert_eq!(escape("build", Place::Field), "build_value");
        assert_eq!(escape("build", Place::ClientMethod), "build");
        assert_eq!(escape("into_paginator", Place::Field), "into_paginator");
        assert_eq!(
            escape("into_paginator", Place::InputField),
            "into_paginator_value"
        );
        assert_eq!(escape("new", Place::ClientMethod), "new_operation");
        assert_eq!(escape("new", Place::Field), "new");
    }

    #[test]
    fn the_variant_for_unknown_values_is_kept_free() {
        assert_eq!(escape("Unknown", Place::Variant), "UnknownValue");
        assert_eq!(escape("UnknownValue", Place::Variant), "UnknownValue_");
        assert_eq!(escape("Self", Place::Variant), "SelfValue");
        assert_eq!(escape("Unknown", Place::Type), "Unknown");
        assert_eq!(escape("Unhandled", Place::ErrorType), "UnhandledError");
    }

    #[test]
    fn no_keyword_comes_back_as_it_is() {
        for word in RAW {
            assert_eq!(escape(word, Place::Field), format!("r#{word}"));
        }
        for (word, instead) in NEVER_RAW {
            assert!(!RAW.contains(&word));
            assert_eq!(escape(word, Place::Module), instead);
        }
    }

    #[test]
    fn modules_are_called_what_files_can_be_called() {
        for name in ["mod", "con", "prn", "aux", "nul", "com1", "lpt9"] {
            let module = format!("{name}_operation");
            assert_eq!(escape(name, Place::Module), module);
        }
        for name in ["com", "com10", "coma", "console", "con_1", "nulls"] {
            assert_eq!(escape(name, Place::Module), name);
        }
        assert_eq!(escape("con", Place::ClientMethod), "con");
        assert_eq!(escape("mod", Place::ClientMethod), "r#mod");
    }

    #[test]
    fn settings_leave_the_methods_of_configurations_alone() {
        assert_eq!(setting_stem("endpoint_url"), "endpoint_url_param");
        assert_eq!(setting_stem("set_region"), "set_region_param");
        assert_eq!(setting_stem("force_path_style"), "force_path_style");
        // The getters of a configuration are not methods of its builder.
        let macros = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/config/macros");
        for file in [
            "components.rs",
            "extras.rs",
            "http_auth.rs",
            "mod.rs",
            "values.rs",
        ] {
            let text = fs::read_to_string(macros.join(file)).expect("readable");
            let methods = text.split("pub fn ").skip(1);
            let mut count = 0;
            for method in methods.filter_map(|rest| rest.split(['(', '<']).next()) {
                let plain = method.strip_prefix("set_").unwrap_or(method);
                let is_free = setting_stem(plain) == plain && setting_stem(method) == method;
                assert!(!is_free, "`{method}` of {file} is not in CONFIG");
                count += 1;
            }
            assert!(count > 0, "{file} has no method");
        }
    }

    #[test]
    fn methods_of_members_leave_those_of_their_type_alone() {
        assert_eq!(method_stem("unknown", Place::Variant), "unknown_value");
        assert_eq!(
            method_stem("unknown_value", Place::Variant),
            "unknown_value_"
        );
        assert_eq!(method_stem("meta", Place::ErrorField), "meta_value");
        assert_eq!(method_stem("meta", Place::Field), "meta");
    }
}
