import TestSupport
import Testing

/// Configs of the project.
@Suite struct ConfigResourceTests {
    private let subject = Subject.resource("configs", "conf", use: "configs: [conf]")

    @Test(
        arguments: table(
            #"""
            {file: ./s.txt}
                {"file":"/p/s.txt","name":"p_conf"}
            {environment: SHELLVAR}
                {"environment":"SHELLVAR","name":"p_conf"}
            {content: "a b"}
                {"content":"a b","name":"p_conf"}
            {content: ""}
                {"content":"","name":"p_conf"}
            {external: true}
                {"external":true,"name":"conf"}
            {external: true, name: other}
                {"external":true,"name":"other"}
            {file: s.txt, template_driver: golang}
                {"file":"/p/s.txt","name":"p_conf","template_driver":"golang"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {}
                ! compose.file-object.source
            {file: s.txt, content: x}
                ! compose.file-object.sources
            {environment: A, content: x}
                ! compose.file-object.sources
            {content: [a]}
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
