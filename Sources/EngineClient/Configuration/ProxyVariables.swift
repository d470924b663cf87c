/// The variables that the docker client's configuration wants in every container and every build: which proxies to use.
package enum ProxyVariables {
    /// The variables by name, each in capitals and in small letters, as programs look for either.
    ///
    /// docker/cli `ParseProxyConfig`: the entry of the engine's address, such as `tcp://pi:2375`, else `default`.
    /// - Throws: `EngineError` for a configuration that cannot be read.
    package static func find(forEngineAt address: String, environment: [String: String], home: String?) throws -> [String: String] {
        let proxies = try ConfigurationFolder(environment: environment, home: home)?.file().proxies ?? [:]
        guard let proxy = proxies[address] ?? proxies["default"] else { return [:] }
        let values = [
            ("HTTP_PROXY", proxy.httpProxy), ("HTTPS_PROXY", proxy.httpsProxy), ("NO_PROXY", proxy.noProxy),
            ("FTP_PROXY", proxy.ftpProxy), ("ALL_PROXY", proxy.allProxy),
        ]
        var variables: [String: String] = [:]
        for case (let name, let value?) in values where !value.isEmpty {
            variables[name] = value
            variables[name.lowercased()] = value
        }
        return variables
    }
}
