$version: "2.0"

namespace example.shop

list Words {
    member: String
}

@error("client")
@httpError(404)
structure NoSuchItem {
    message: String
    similar: Words
}

@error("server")
@httpError(503)
@retryable
structure ShopClosed {
    message: String

    @timestampFormat("date-time")
    until: Timestamp
}
