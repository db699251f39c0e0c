/// The OpenAPI description of the API, as the server hands it out.
public enum APIDescription {
    /// The bytes of `openapi.yaml`.
    public static let bytes: [UInt8] = PackageResources.openapi_yaml
}
