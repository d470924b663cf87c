import ComposeLoading
import Diagnostics
import TestSupport
import Testing

/// Values that variables bring in stay out of messages; what a template itself says does not.
@Suite struct RedactionTests {
    @Test func valuesAreStarred() {
        let result = load("services: {a: {image: i, ports: ['${TOKEN}']}}\n", environment: ["TOKEN": "s3cretvalue"])
        #expect(result.errors == ["compose.port.syntax"])
        #expect(!result.diagnostics.contains { ($0.message + $0.help.joined()).contains("s3cretvalue") })
    }

    @Test func theWordsOfARequiredVariableAreKept() {
        let result = load("services:\n  a:\n    image: i\n    environment:\n      G: ${G:?set G please}\n")
        #expect(result.diagnostics.map(\.message) == ["required variable G is missing a value: set G please"])
    }
}
