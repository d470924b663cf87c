<?php
// "/" counts this visit in Redis and says which replica answered. "/time" may be kept for ten seconds, which Varnish does.

function count_visit(): ?int
{
    $password = trim(file_get_contents('/run/secrets/counter_password'));
    $redis = @fsockopen('counter', 6379, timeout: 3);
    if (!$redis) {
        return null;
    }
    stream_set_timeout($redis, 3);
    fwrite($redis, sprintf("AUTH %s\r\nINCR visits\r\nQUIT\r\n", $password));
    $visit = null;
    while (($line = fgets($redis)) !== false) {
        if ($line[0] === ':') {
            $visit = (int) substr($line, 1);
        }
    }
    fclose($redis);
    return $visit;
}

header('Content-Type: text/plain');
if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) === '/time') {
    header('Cache-Control: public, max-age=10');
    printf("%s, said by %s\n", date('H:i:s'), gethostname());
    exit;
}

header('Cache-Control: no-store');
$visit = count_visit();
if ($visit === null) {
    http_response_code(503);
    exit("the counter does not answer\n");
}
printf("%s: visit %d, answered by %s\n", getenv('GREETING'), $visit, gethostname());
