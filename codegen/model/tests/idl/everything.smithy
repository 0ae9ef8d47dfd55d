// Every part of the grammar once.
$version: "2.0"
$operationInputSuffix: "Request"
$operationOutputSuffix: "Response"

/// A comment that says nothing.
metadata owners = ["one", "two",]
metadata "a key" = { nested: { number: -1.5e+3, truth: true, nothing: null, id: String, member: smithy.api#String }, }

namespace com.example.all

use aws.api#service
use aws.protocols#restJson1

/// The documentation
/// of a trait.
@trait(selector: "structure")
structure label {
    text: String
    @required
    weight: Integer
}

@trait
list words {
    member: String
}

@trait
string note

@service(sdkId: "All", "endpointPrefix": """
    all""")
@restJson1()
service All {
    version: "2026-01-01"
    operations: [Ping, GetCity]
    resources: [City]
    errors: [Broken]
    rename: { "com.example.all#Kind": "CityKind" }
}

resource City {
    identifiers: { cityId: String }
    properties: { name: String, size: Integer }
    read: GetCity
}

@readonly
@http(method: "GET", uri: "/city/{cityId}", code: 200)
operation GetCity {
    input :=
        /// The city.
        @note("input")
        for City with [Paged] {
            /// Its id.
            @required
            @httpLabel
            $cityId
        }

    output := for City {
        @required
        $cityId
        $name
        size: Integer = 0
    }
    errors: [NotFound Broken]
}

@http(method: "POST", uri: "/ping")
operation Ping {
    input: Unit, output: smithy.api#Unit
}

@mixin
structure Paged {
    @httpQuery("page")
    page: String
}

@error("client")
@label(text: "a \"b\" \u00e4\n", weight: 1)
@words(["a", "b"])
structure NotFound with [Named, ] { kind: Kind }

@mixin(localTraits: [note])
@note("mixed")
structure Named { name: String = "none" // the line must end
}

@error("server") structure Broken {}

enum Kind {
    /// A town.
    TOWN
    @deprecated
    VILLAGE = "village",
    CITY
}

intEnum Level { LOW = 1,
    HIGH = 2
}

@uniqueItems list Tags { member: String }
@sparse map Names { key: String, value: Tags }
union Shape { circle: Double, named: Names, nothing: Unit }

string Text
blob Data
boolean Flag
byte B
short S
integer I
long L
float F
double D
bigInteger Whole
bigDecimal Decimal
timestamp Moment
document Anything

apply Text @pattern("^[a-z]+$")
apply Tags$member {
    @length(min: 1, max: 10)
    @sensitive
}
apply NotFound$name @documentation("""
    A text
      with "quotes" and \
    lines.
    """)
