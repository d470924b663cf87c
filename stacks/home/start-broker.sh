#!/bin/sh
# Gives the broker the users whose passwords are in secrets, then starts it. Definitions want salted hashes, which Erlang makes:
# it is in every RabbitMQ image. They are made anew at each start, so that a new secret is a new password.
set -eu

# hash SECRET: base64(salt + SHA-256(salt + password)), as rabbit_password_hashing_sha256 reads it.
hash() {
  SECRET=/run/secrets/$1 erl -noinput -eval '
    {ok, Text} = file:read_file(os:getenv("SECRET")),
    Password = string:trim(Text, trailing, "\r\n"),
    Salt = crypto:strong_rand_bytes(4),
    Hash = crypto:hash(sha256, <<Salt/binary, Password/binary>>),
    io:put_chars(base64:encode(<<Salt/binary, Hash/binary>>)),
    halt().'
}

definitions=/tmp/definitions
mkdir -p "$definitions"
workers=$(hash amqp_password) sensors=$(hash mqtt_password)
# `home` is the workers' and the administrator's; `sensors` may publish to amq.topic, and read what it subscribed to by MQTT.
cat >"$definitions/10-users.json" <<END
{
  "vhosts": [{"name": "/"}],
  "users": [
    {"name": "home", "password_hash": "$workers", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "administrator"},
    {"name": "sensors", "password_hash": "$sensors", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": ""}
  ],
  "permissions": [
    {"user": "home", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
    {"user": "sensors", "vhost": "/", "configure": "^mqtt-", "write": "^(amq\\\\.topic|mqtt-.*)$", "read": "^(amq\\\\.topic|mqtt-.*)$"}
  ]
}
END
cp /definitions.json "$definitions/20-home.json"
chmod 755 "$definitions" && chmod 644 "$definitions"/*.json
exec docker-entrypoint.sh rabbitmq-server
