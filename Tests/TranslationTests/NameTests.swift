import EngineModel
import TestSupport
import Testing
import Translation

/// Names and contents that the engine would refuse are found before anything is sent.
@Suite struct NameTests {
    @Test(
        arguments: [
            ("services: {a.b: {image: i}}", ["swarm.name"]), ("services: {a-: {image: i}}", ["swarm.name"]),
            ("services: {a_b-c: {image: i}}", []),
            ("services: {\(String(repeating: "a", count: 61)): {image: i}}", []),
            ("services: {\(String(repeating: "a", count: 62)): {image: i}}", ["swarm.name"]),
            ("services: {a: {image: i, networks: [b.c]}}\nnetworks: {b.c: {}}", ["swarm.name"]),
            ("services: {a: {image: i}}\nnetworks: {b.c: {}}", []),
            ("services: {a: {image: i}}\nsecrets: {b.c: {environment: TOKEN}}", []),
            ("services: {a: {image: i}}\nconfigs: {b: {content: ''}}", ["swarm.content.size"]),
            ("services: {a: {image: 'Bad Image'}}", ["swarm.image.reference"]),
        ])
    func checked(_ text: String, _ errors: [String]) {
        #expect(Translated(text).errors == errors)
    }

    @Test(arguments: [(511_999, true), (512_000, false)])
    func aSecretHoldsLessThan500KiB(_ size: Int, _ fits: Bool) {
        let result = Translated(
            "services: {a: {image: i}}\nsecrets: {b: {file: big}}\n", files: ["/p/big": String(repeating: "x", count: size)])
        #expect(result.errors == (fits ? [] : ["swarm.content.size"]))
    }

    @Test func objectsAreNamedAfterTheStack() throws {
        let result = Translated(
            """
            services: {a: {image: i, networks: [n, named, out]}}
            networks: {n: {}, named: {name: other}, out: {external: true}, unused: {}}
            secrets: {s: {environment: TOKEN}, far: {external: true, name: real}}
            """)
        let state = try #require(result.state)
        #expect(state.services.map(\.name) == ["s_a"])
        #expect(state.networks.map(\.name).sorted() == ["other", "s_n"])
        #expect(state.externalNetworks == ["out"])
        #expect(state.secrets.map(\.name) == ["s_s"])
        #expect(state.externalSecrets == ["real"])
    }
}
