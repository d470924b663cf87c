/// Small inputs that use much of each grammar: mutations of small inputs reach more than those of large ones.
enum MutationSamples {
    static let trees: [[UInt8]] = [
        "a: &a {k: 1, l: [x, 'y', \"z\\n\"]}\nb:\n  <<: *a\n  m: !!str 5\n",
        "- - 1\n  - ? x\n    : y\n- |\n  t\n   u\n- >-\n  v\n\n  w\n- {a: , b}\n",
        "s:\n  w: # r\n    i: \"${I:-a:${T}}\"\n    p: [\"${P:?no}:80\", $$x]\n",
        "a: !reset null\n---\nb: ${A+x${B:-{}}}\n...\n",
        "%TAG ! !x-\n---\n? [a]\n: 0o17\n1: 1e3\n",
    ].map { Array($0.utf8) }

    static let environments: [[UInt8]] = [
        "A=b\nexport B='c d' # r\nC=\"e\\n${A:-x}\"\nD: f\nE\n",
        "# r\nA = $B # r\n\"\n'\nF=\\$x\nG=\"\\0101\n\"\n",
    ].map { Array($0.utf8) }
}
