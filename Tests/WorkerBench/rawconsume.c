/* The least that a consumer can do: read N messages with librabbitmq, and acknowledge the last of each batch with all before it. */
#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <stdio.h>
#include <stdlib.h>

static void expect(amqp_rpc_reply_t reply, const char *what) {
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

int main(int count, char **arguments) {
    if (count != 6) return fprintf(stderr, "usage: rawconsume PORT QUEUE MESSAGES PREFETCH BATCH\n"), 64;
    long messages = atol(arguments[3]), batch = atol(arguments[5]) > 0 ? atol(arguments[5]) : 1;
    amqp_connection_state_t connection = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(connection);
    if (amqp_socket_open(socket, "127.0.0.1", atoi(arguments[1]))) return 1;
    expect(amqp_login(connection, "/", 1, AMQP_DEFAULT_FRAME_SIZE, 0, AMQP_SASL_METHOD_PLAIN, "guest", "guest"), "login");
    amqp_channel_open(connection, 1);
    expect(amqp_get_rpc_reply(connection), "channel");
    amqp_basic_qos(connection, 1, 0, atoi(arguments[4]), 0);
    expect(amqp_get_rpc_reply(connection), "qos");
    amqp_basic_consume(connection, 1, amqp_cstring_bytes(arguments[2]), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
    expect(amqp_get_rpc_reply(connection), "consume");
    for (long number = 1; number <= messages; number++) {
        amqp_envelope_t envelope;
        amqp_maybe_release_buffers(connection);
        expect(amqp_consume_message(connection, &envelope, NULL, 0), "message");
        if (number % batch == 0 || number == messages) amqp_basic_ack(connection, 1, envelope.delivery_tag, 1);
        amqp_destroy_envelope(&envelope);
    }
    amqp_connection_close(connection, AMQP_REPLY_SUCCESS);
    return 0;
}
