import EngineModel
import Testing

@testable import Planning

@Suite("What plans do not show") struct DiscretionTests {
    @Test(
        "passwords in addresses",
        arguments: [
            ("amqp://skep:hunter2@pi-0:5672/home", "amqp://skep:(hidden)@pi-0:5672/home"),
            ("a=http://u:p@x,b=http://u:q@y/z", "a=http://u:(hidden)@x,b=http://u:(hidden)@y/z"),
            ("http://u:p@ss:w@host", "http://u:(hidden)@host"), ("http://host:80/a@b", "http://host:80/a@b"),
            ("amqp://u:ab/c?d@h:5672/v", "amqp://u:(hidden)@h:5672/v"), ("http://[::1]:80/a", "http://[::1]:80/a"),
            ("http://user@host", "http://user@host"), ("plain: text@x", "plain: text@x"), ("x://", "x://"), ("", ""),
        ])
    func addresses(text: String, shown: String) {
        #expect(Discretion.withoutPasswords(text) == shown)
    }

    @Test("a secret of the stack is hidden wherever else it stands; short ones are no better than words") func contents() {
        let desired = Fixture.desired {
            $0.secrets[0].data = .init("open sesame\n".utf8)
            $0.services[1].spec.taskTemplate.containerSpec?.env = ["LEVEL=open sesame!", "OTHER=1"]
            $0.services[1].spec.taskTemplate.containerSpec?.args = ["--say", "open sesame"]
        }
        let text = Fixture.plan(desired, Fixture.observed()).description
        #expect(text.contains("environment LEVEL: info -> (hidden)\n"))
        #expect(text.contains("environment OTHER: + 1\n"))
        #expect(text.contains("command:"))
        #expect(!text.contains("sesame"))
        #expect([UInt8]("\n abc \n".utf8).tellingText == nil)
        #expect([UInt8]("\nabcd\n".utf8).tellingText == "abcd")
        #expect([UInt8]("\n  \n".utf8).tellingText == nil)
    }

    @Test("labels and logging options go by their names as variables do") func names() {
        let desired = Fixture.desired {
            $0.services[1].spec.labels["traefik.http.middlewares.a.basicauth.users"] = "me:$apr1$x"
            $0.services[1].spec.taskTemplate.logDriver = Driver(name: "splunk", options: ["splunk-token": "t0k"])
        }
        let text = Fixture.plan(desired, Fixture.observed()).description
        #expect(text.contains("deploy.labels traefik.http.middlewares.a.basicauth.users: + (hidden)"))
        #expect(!text.contains("apr1") && !text.contains("t0k"), "\(text)")
    }
}
