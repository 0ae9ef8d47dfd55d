$version: "2.0"

namespace example.shop

use smithy.protocols#rpcv2Cbor

/// What customers order.
@rpcv2Cbor(http: ["http/1.1"], eventStreamHttp: ["http/1.1"])
@httpBearerAuth
service ShopOrders {
    version: "2026-11-01"
    operations: [PlaceOrder, Follow, Serve]
    errors: [ShopClosed]
}

operation PlaceOrder {
    input := {
        @required
        itemId: String

        payment: Payment
    }
    output := {
        @required
        orderId: String
    }
    errors: [NoSuchItem]
}

union Payment {
    card: String
    invoice: Invoice
    cash: Unit
}

structure Invoice {
    @required
    address: String

    due: Timestamp
}

/// Tells what happens to an order.
operation Follow {
    input := {
        @required
        orderId: String
    }
    output := {
        events: OrderEvents
    }
    errors: [NoSuchItem]
}

/// Customers ask while the shop answers.
operation Serve {
    input := {
        questions: Questions
    }
    output := {
        answers: OrderEvents
    }
}

@streaming
union Questions {
    question: Question
}

structure Question {
    @eventHeader
    orderId: String

    text: String
}

@streaming
union OrderEvents {
    packed: Packed
    sent: Sent
    closed: ShopClosed
}

structure Packed {
    boxes: Integer
}

structure Sent {
    @eventHeader
    carrier: String

    @eventPayload
    slip: Blob
}
