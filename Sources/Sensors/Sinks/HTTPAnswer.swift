/// What status codes mean to every HTTP sink.
enum HTTPAnswer {
    /// Longest wait that a server may ask for, in seconds.
    static let longestWait = 600.0

    /// The outcome that does not depend on the store; nil for 400 and 422, whose meaning does.
    static func common(_ response: SinkResponse) -> SinkOutcome? {
        switch response.status {
        case 200..<300: return .accepted
        case 400, 422: return nil
        case 401, 403, 404, 405: return .misconfigured(cause: "http.\(response.status)")
        case 413: return .tooLarge
        case 408, 429, 500...: return .retry(after: retryAfter(response), cause: "http.\(response.status)")
        // A redirect or an unknown refusal says nothing about the points: somebody has to look at the address.
        default: return .misconfigured(cause: "http.\(response.status)")
        }
    }

    /// `Retry-After` in whole seconds, at most ten minutes; a date or nonsense counts as not given.
    static func retryAfter(_ response: SinkResponse) -> Double? {
        guard let text = response.header("retry-after") else { return nil }
        let bytes = Array(text.utf8.drop { $0 == 0x20 })
        guard let number = DecimalNumber(in: bytes, at: 0, grammar: .json), let seconds = number.double(in: bytes), seconds >= 0,
            bytes[number.range.upperBound...].allSatisfy({ $0 == 0x20 })
        else { return nil }
        return min(seconds, longestWait)
    }

    /// The server's message, cut at 1 KiB and without control characters.
    static func message(_ body: [UInt8]) -> String {
        let text = (try? JSONDocument(body)).flatMap { $0.root["error"]?.string ?? $0.root["message"]?.string }
        let bytes = (text.map { Array($0.utf8) } ?? body).prefix(1024).map { $0 < 0x20 ? 0x20 : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
