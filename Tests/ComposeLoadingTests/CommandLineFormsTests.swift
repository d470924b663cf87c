import ComposeLoading
import ComposeModel
import TestSupport
import Testing

@Suite struct CommandLineFormsTests {
    @Test func aFileOfVariablesIsReadAsAComposeFileWouldReadIt() throws {
        let files = MemoryFiles(["/a.env": "A=1\n# no\nB='two words'\nHERE\nMISSING\n", "/bad.env": "a b=1\n"])
        let variables = try CommandLineForms.variables(ofFile: "/a.env", from: files, environment: ["HERE": "yes"])
        #expect(variables == ["A=1", "B=two words", "HERE=yes"])
        for path in ["/none.env", "/bad.env"] {
            #expect(throws: CommandLineForms.Failure.self) { try CommandLineForms.variables(ofFile: path, from: files, environment: [:]) }
        }
    }

    @Test func portsAndCommandLinesAreThoseOfTheFiles() throws {
        let ports = try CommandLineForms.ports("127.0.0.1:81:80/udp")
        #expect(ports == [Port(target: 80, published: "81", transport: "udp", mode: "ingress", hostIP: "127.0.0.1")])
        #expect(throws: CommandLineForms.Failure.self) { try CommandLineForms.ports("99999") }
        #expect(try CommandLineForms.words("sh -c 'a b'") == ["sh", "-c", "a b"])
        #expect(throws: CommandLineForms.Failure.self) { try CommandLineForms.words("'a") }
    }
}
