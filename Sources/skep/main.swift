import Commands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// A reader that goes away (`skep logs | head`) must not look like a crash.
signal(SIGPIPE, SIG_IGN)
exit(await EntryPoint.run(CommandLine.arguments))
