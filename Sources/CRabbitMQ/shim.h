#include <sys/eventfd.h>
#include <sys/time.h>
#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/ssl_socket.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#endif

/* Swift does not import functions with a variable number of arguments. */
static inline amqp_rpc_reply_t skep_amqp_login(amqp_connection_state_t state, char const *vhost, int channels, int frame,
                                               int heartbeat, amqp_table_t const *properties, char const *user,
                                               char const *password) {
  return amqp_login_with_properties(state, vhost, channels, frame, heartbeat, properties, AMQP_SASL_METHOD_PLAIN, user,
                                    password);
}

/* Swift's Glibc module leaves this header out. */
static inline int skep_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
