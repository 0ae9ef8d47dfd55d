$version: "2.0"

namespace example.shop

use alloy#UUID
use alloy#discriminated
use alloy#jsonUnknown
use alloy#nullable
use alloy#simpleRestJson
use alloy#untagged

/// What the shop sells.
@simpleRestJson
@httpBearerAuth
service ShopCatalog {
    version: "2026-11-01"
    operations: [GetItem, PutItem, FindItems, Quote, GetLabel, PutLabel, GetPicture]
    errors: [ShopClosed, NotAllowed]
}

@readonly
@optionalAuth
@http(method: "GET", uri: "/items/{itemId}")
operation GetItem {
    input := {
        @required
        @httpLabel
        itemId: UUID
    }
    output := {
        @required
        @httpPayload
        item: Item

        @httpResponseCode
        status: Integer
    }
    errors: [NoSuchItem, Moved]
}

@idempotent
@http(method: "PUT", uri: "/items/{itemId}", code: 201)
operation PutItem {
    input := {
        @required
        @httpLabel
        itemId: UUID

        @required
        item: Item

        @httpHeader("X-Valid-Until")
        validUntil: Timestamp

        @jsonUnknown
        others: Others
    }
    errors: [BadItem, BadPrice, NoSuchItem]
}

@readonly
@http(method: "GET", uri: "/items")
operation FindItems {
    input := {
        @httpQuery("word")
        words: Words

        @httpQuery("since")
        since: Timestamp
    }
    output := {
        @required
        items: Items

        @httpHeader("X-Total")
        total: Integer

        @jsonUnknown
        others: Others
    }
}

/// What an item of a kind costs.
@http(method: "POST", uri: "/quotes")
operation Quote {
    input := {
        @required
        @httpPayload
        kind: Kind
    }
    output := {
        @httpPayload
        price: Price
    }
}

@readonly
@http(method: "GET", uri: "/items/{itemId}/label")
operation GetLabel {
    input := {
        @required
        @httpLabel
        itemId: UUID
    }
    output := {
        @httpPayload
        text: String
    }
}

@idempotent
@http(method: "PUT", uri: "/items/{itemId}/label")
operation PutLabel {
    input := {
        @required
        @httpLabel
        itemId: UUID

        @httpPayload
        text: String
    }
}

@readonly
@http(method: "GET", uri: "/items/{itemId}/picture")
operation GetPicture {
    input := {
        @required
        @httpLabel
        itemId: UUID
    }
    output := {
        @httpPayload
        picture: Blob
    }
}

list Items {
    member: Item
}

/// An item, with the members that a newer shop adds.
structure Item {
    @required
    name: String

    kind: Kind
    price: Price
    offer: Offer
    note: Note

    /// A shop that has none says `null`.
    @nullable
    warranty: Record

    @nullable
    colours: Words

    added: Timestamp

    @timestampFormat("epoch-seconds")
    changed: Timestamp

    @jsonUnknown
    others: Others
}

map Others {
    key: String
    value: Document
}

/// `{"type": "book", "pages": 200}`
@discriminated("type")
union Kind {
    book: Book

    @jsonName("long-playing-record")
    record: Record

    voucher: Unit
}

structure Book {
    @required
    pages: Integer

    @jsonUnknown
    others: Others
}

structure Record {
    minutes: Integer
    parts: Kinds
}

list Kinds {
    member: Kind
}

/// `12`, `"by request"`, `{"cents": 1200}` or `{"from": 1200, "to": 1500}`
@untagged
union Price {
    euros: Integer
    words: String
    exact: Exact
    between: Between
    reduced: Reduced
    raised: Raised
    all: Prices
}

list Prices {
    member: Price
}

structure Exact {
    @required
    cents: Integer
}

structure Reduced {
    @required
    price: Price

    @required
    percent: Integer
}

structure Raised {
    @required
    price: Price

    @required
    by: Integer
}

structure Between {
    @required
    from: Integer

    to: Integer
}

/// `{"percent": 10}`; offers of newer shops are kept.
union Offer {
    percent: Integer
    gift: Record

    @jsonUnknown
    other: Document
}

/// Notes of newer shops are kept, with their type.
@discriminated("type")
union Note {
    warning: Warning

    @jsonUnknown
    other: Document
}

structure Warning {
    text: String
}

@error("client")
@httpError(410)
structure Moved {
    @required
    @httpHeader("X-Moved-To")
    to: String
}

@error("client")
@httpError(422)
structure BadItem {
    message: String
}

@error("client")
@httpError(422)
structure BadPrice {
    message: String
    price: Price
}

/// Any other fault of the caller.
@error("client")
structure NotAllowed {
    message: String
}
