import ComposeLoading
import ComposeModel
import TestSupport
import Testing

/// What secrets and configs hold, and what files of variables and labels bring in.
@Suite struct ContentTests {
    @Test(
        arguments: [
            ("{file: ./s.txt}", "from a file"), ("{environment: TOKEN}", "from a variable"), ("{environment: EMPTY}", ""),
        ])
    func secrets(_ secret: String, _ content: String) {
        let result = load(
            "services: {web: {image: i, secrets: [s]}}\nsecrets: {s: \(secret)}\n", files: ["/p/s.txt": "from a file"],
            environment: ["TOKEN": "from a variable", "EMPTY": ""]
        ) { $0.readsContents = true }
        #expect(result.project?.secret("s")?.data == Array(content.utf8))
    }

    @Test(arguments: [("{content: 'a b'}", "a b"), ("{content: 'v=${TOKEN}'}", "v=t"), ("{file: c}", "file")])
    func configs(_ config: String, _ content: String) {
        let result = load(
            "services: {web: {image: i, configs: [c]}}\nconfigs: {c: \(config)}\n", files: ["/p/c": "file"], environment: ["TOKEN": "t"]
        ) { $0.readsContents = true }
        #expect(result.project?.config("c")?.data == Array(content.utf8))
    }

    @Test(
        arguments: [
            ("secrets: {s: {file: missing}}", ["compose.file.unreadable"]),
            ("secrets: {s: {environment: NOT_SET}}", ["compose.file-object.unset"]),
            ("secrets: {s: {external: true}}", []),
        ])
    func missingContent(_ section: String, _ errors: [String]) {
        let text = "services: {web: {image: i, secrets: [s]}}\n\(section)\n"
        #expect(load(text) { $0.readsContents = true }.errors == errors)
        #expect(load(text).errors == [])
    }

    @Test func environmentGoesBeforeItsFiles() {
        let result = load(
            "services: {web: {image: i, env_file: [a.env, b.env], environment: {C: own}}}\n",
            files: ["/p/a.env": "A=1\nB=1\nC=1\n", "/p/b.env": "B=2\n"])
        #expect(result.project?.service("web")?.environment.map(\.assignment).sorted() == ["A=1", "B=2", "C=own"])
    }

    @Test func labelsGoBeforeTheirFiles() {
        let result = load(
            "services: {web: {image: i, label_file: l, labels: {b: own}}}\n", files: ["/p/l": "a=1\nb=1\n"])
        #expect(result.canonical(["services", "web", "labels"]) == #"{"a":"1","b":"own"}"#)
    }
}
