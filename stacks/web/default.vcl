// Read by the rules that start-varnish.sh writes: `web` is the director over the tasks of nginx.

sub vcl_recv {
    set req.backend_hint = web.backend();
}

// What its sender gives a time for is kept so long, and a minute longer for when nobody can answer.
sub vcl_backend_response {
    set beresp.grace = 1m;
}

sub vcl_deliver {
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
}
