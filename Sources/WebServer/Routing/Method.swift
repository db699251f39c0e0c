/// The HTTP methods that the API uses.
enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case post = "POST"
}
