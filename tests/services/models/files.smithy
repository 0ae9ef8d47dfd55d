$version: "2.0"

namespace example.files

/// Files in folders. Clients choose the protocol.
@httpApiKeyAuth(name: "X-Api-Key", in: "header")
@auth([httpApiKeyAuth])
service FileStore {
    version: "2026-11-01"
    operations: [PutFile, GetFile, DeleteFile, ListFiles, GetPublicFile]
    errors: [Forbidden]
}

@mixin
structure OfFile {
    @required
    @httpLabel
    path: String
}

@mixin
structure Described {
    @httpHeader("Content-Type")
    contentType: String

    @httpPrefixHeaders("X-Label-")
    labels: Labels
}

map Labels {
    key: String
    value: String
}

@streaming
blob Content

/// Content whose length is known before it is sent.
@streaming
@requiresLength
blob SizedContent

/// Writes a file, of any size.
@idempotent
@http(method: "PUT", uri: "/files/{path+}", code: 201)
operation PutFile {
    input := with [OfFile, Described] {
        @httpHeader("If-Match")
        ifMatch: String

        @required
        @httpPayload
        content: SizedContent
    }
    output := {
        @required
        @httpHeader("ETag")
        etag: String

        version: Long
    }
    errors: [NoSuchFolder, TooLarge, Changed]
}

@mixin
structure Read with [Described] {
    @httpHeader("ETag")
    etag: String

    @httpHeader("Content-Length")
    length: Long

    @httpResponseCode
    status: Integer

    @required
    @httpPayload
    content: Content
}

/// Reads a file, or a part of it.
@readonly
@http(method: "GET", uri: "/files/{path+}")
operation GetFile {
    input := with [OfFile] {
        @httpHeader("Range")
        range: String

        @httpHeader("If-Modified-Since")
        modifiedSince: Timestamp
    }
    output := with [Read] {}
    errors: [NoSuchFile]
}

/// Reads a file that everybody may read.
@readonly
@auth([])
@http(method: "GET", uri: "/public/{path+}")
operation GetPublicFile {
    input := with [OfFile] {}
    output := with [Read] {}
    errors: [NoSuchFile]
}

@idempotent
@http(method: "DELETE", uri: "/files/{path+}", code: 204)
operation DeleteFile {
    input := with [OfFile] {}
    errors: [NoSuchFile]
}

@readonly
@paginated(inputToken: "after", outputToken: "after", pageSize: "count", items: "files")
@http(method: "GET", uri: "/files")
operation ListFiles {
    input := {
        @httpQuery("folder")
        folder: String

        @httpQuery("after")
        after: String

        @httpQuery("count")
        count: Integer

        @httpQueryParams
        filters: Labels
    }
    output := {
        files: Files
        after: String
    }
    errors: [NoSuchFolder]
}

list Files {
    member: File
}

structure File {
    @required
    path: String

    size: Long

    @sensitive
    digest: Blob

    modified: Timestamp
}

@error("client")
@httpError(404)
structure NoSuchFile {
    message: String
}

@error("client")
@httpError(404)
structure NoSuchFolder {
    message: String
}

@error("client")
@httpError(412)
structure Changed {
    @httpHeader("ETag")
    etag: String
}

@error("client")
@httpError(413)
structure TooLarge {
    message: String
    most: Long
}

@error("client")
@httpError(403)
structure Forbidden {
    message: String
}
