import EngineClient
import Testing

@Suite struct ProxyVariablesTests {
    @Test func bothSpellingsAreSet() throws {
        let folder = try TemporaryFolder()
        let proxies = #"{"default":{"httpProxy":"http://p:1","noProxy":""},"tcp://h:2375":{"allProxy":"socks5://s"}}"#
        try folder.write(".docker/config.json", "{\"proxies\":\(proxies)}")
        let find = { (address: String) in try ProxyVariables.find(forEngineAt: address, environment: [:], home: folder.path) }
        #expect(try find("unix:///var/run/docker.sock") == ["HTTP_PROXY": "http://p:1", "http_proxy": "http://p:1"])
        #expect(try find("tcp://h:2375") == ["ALL_PROXY": "socks5://s", "all_proxy": "socks5://s"])
    }

    @Test func withoutAWordThereAreNone() throws {
        #expect(try ProxyVariables.find(forEngineAt: "", environment: [:], home: nil).isEmpty)
        #expect(try ProxyVariables.find(forEngineAt: "", environment: [:], home: try TemporaryFolder().path).isEmpty)
    }
}
