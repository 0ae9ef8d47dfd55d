$version: "2.0"

namespace example.weather

use aws.protocols#restJson1
use smithy.protocols#rpcv2Json
use smithy.waiters#waitable

/// Forecasts for cities, and readings of the stations in them.
@title("Weather")
@restJson1
@rpcv2Json
@paginated(inputToken: "cursor", outputToken: "nextCursor", pageSize: "limit")
service WeatherService {
    version: "2026-11-01"
    resources: [City]
    errors: [Busy]
}

resource City {
    identifiers: { cityId: CityId }
    properties: { name: String, location: Location }
    create: CreateCity
    read: GetCity
    list: ListCities
    resources: [Forecast, Station]
}

resource Forecast {
    identifiers: { cityId: CityId }
    read: GetForecast
}

resource Station {
    identifiers: { cityId: CityId, stationId: String }
    put: PutStation
    delete: DeleteStation
    list: ListStations
}

@pattern("^[a-z-]+$")
string CityId

@mixin
structure OfCity {
    @required
    @httpLabel
    cityId: CityId
}

/// Starts to forecast for a city. The forecast is ready a while later.
@http(method: "POST", uri: "/cities", code: 201)
operation CreateCity {
    input := for City {
        @required
        $name

        @required
        $location

        @idempotencyToken
        @httpHeader("X-Token")
        token: String
    }
    output := for City {
        @required
        $cityId
    }
    errors: [CityExists]
}

@readonly
@http(method: "GET", uri: "/cities/{cityId}")
@waitable(
    CityReady: {
        minDelay: 1
        acceptors: [
            { state: "success", matcher: { output: { path: "ready", expected: "true", comparator: "booleanEquals" } } }
            { state: "retry", matcher: { errorType: "NoSuchCity" } }
        ]
    }
)
operation GetCity {
    input := for City with [OfCity] {}
    output := for City {
        @required
        $name

        @required
        $location

        ready: Boolean = false
        founded: Timestamp
    }
    errors: [NoSuchCity]
}

@readonly
@paginated(items: "cities")
@http(method: "GET", uri: "/cities")
operation ListCities {
    input := {
        @httpQuery("near")
        near: String

        @httpQuery("cursor")
        cursor: String

        @httpQuery("limit")
        @range(min: 1, max: 100)
        limit: Integer
    }
    output := {
        @required
        cities: CitySummaries

        nextCursor: String
    }
}

@readonly
@http(method: "GET", uri: "/cities/{cityId}/forecast")
operation GetForecast {
    input := with [OfCity] {
        /// The first hour, if not the present one.
        @httpQuery("from")
        from: Timestamp
    }
    output := {
        @httpHeader("Last-Modified")
        computed: Timestamp

        @httpPayload
        forecast: ForecastDocument
    }
    errors: [NoSuchCity]
}

@idempotent
@http(method: "PUT", uri: "/cities/{cityId}/stations/{stationId}")
operation PutStation {
    input := with [OfCity] {
        @required
        @httpLabel
        stationId: String

        readings: Readings
        sparse: SparseNumbers
    }
}

@idempotent
@http(method: "DELETE", uri: "/cities/{cityId}/stations/{stationId}", code: 204)
operation DeleteStation {
    input := with [OfCity] {
        @required
        @httpLabel
        stationId: String
    }
}

/// The stations by their ids.
@readonly
@paginated(items: "stations")
@http(method: "GET", uri: "/cities/{cityId}/stations")
operation ListStations {
    input := with [OfCity] {
        @httpQuery("cursor")
        cursor: String

        @httpQuery("limit")
        limit: Integer
    }
    output := {
        stations: Stations
        nextCursor: String
    }
    errors: [NoSuchCity]
}

structure Location {
    @required
    latitude: Double

    @required
    longitude: Double
}

list CitySummaries {
    member: CitySummary
}

structure CitySummary {
    @required
    cityId: CityId

    name: String
}

structure ForecastDocument {
    hours: Hours

    @jsonName("summary_text")
    summary: String
}

list Hours {
    member: Hour
}

structure Hour {
    at: Timestamp
    temperature: Float
    sky: Sky = "foggy"
}

enum Sky {
    FOGGY = "foggy"
    CLEAR = "clear"
    CLOUDY = "cloudy"
}

map Stations {
    key: String
    value: Readings
}

list Readings {
    member: Float
}

@sparse
list SparseNumbers {
    member: Integer
}

@error("client")
@httpError(404)
structure NoSuchCity {
    message: String
    similar: CitySummaries
}

@error("client")
@httpError(409)
structure CityExists {
    message: String

    @httpHeader("X-City")
    cityId: CityId
}

@error("server")
@httpError(503)
@retryable(throttling: true)
structure Busy {
    message: String
}
