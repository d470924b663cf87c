# From what `swift test` printed: every issue with the first lines of its detail, and crashes. Lines are cut, for an issue may hold a
# whole transcript.

function tell(line) { print substr(line, 1, 600) }

/^✘ .* recorded an issue/ { tell($0); left = 12; next }
/^(✔|◇|✘|➜) / { left = 0 }
/Fatal error:|unexpected signal|error: Exited with/ { tell($0); next }
left > 0 { tell($0); left-- }
