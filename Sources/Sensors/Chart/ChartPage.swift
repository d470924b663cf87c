/// A drawing as one page that needs nothing else: no server, no script from elsewhere, works from a stick.
enum ChartPage {
    /// The page.
    static func html(_ drawing: ChartDrawing) -> String {
        let span =
            "\(drawing.start.dateText) \(drawing.start.clockText.prefix(5)) to \(drawing.end.dateText) \(drawing.end.clockText.prefix(5)) UTC"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Sensors, \(span)</title>
            <style>
            body { margin: 1rem auto; max-width: 1100px; font-family: system-ui, sans-serif; background: #fff; color: #222 }
            h1 { font-size: 1.1rem; margin: 0 16px } svg { width: 100%; height: auto; display: block }
            @media (prefers-color-scheme: dark) { body { background: #181a1b; color: #ddd } }
            </style>
            </head>
            <body>
            <h1>Sensors <small>\(span)</small></h1>
            \(drawing.svg())</body>
            </html>

            """
    }
}
