// The reference behind HTTP: one thread, epoll, keep-alive, the two requests of Anwei's API that the
// benchmark sends, answered with as little work as possible.
//
//   POST /api/v1/cases                            201 {"number":"測-12"}
//   POST /api/v1/cases/{number}/actions/{action}  200 {"number":"測-12","revision":3}
//   GET  anything                                 200 {"ok":true}
//
// `single` commits once per request. `group` takes all requests that are ready together into one
// transaction, each in a savepoint, and answers after the COMMIT: the shape of Anwei's writer.

#define _GNU_SOURCE
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 16384, READY = 256 };

struct client {
    int socket, length;
    char bytes[BUFFER];
};

struct answer {
    struct client *client;
    int length;
    char bytes[256];
};

static int listen_on(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 512)) {
        perror("reference: bind");
        exit(69);
    }
    return listener;
}

static void accept_all(int listener, int poll) {
    for (;;) {
        int yes = 1, socket = accept4(listener, 0, 0, SOCK_NONBLOCK);
        if (socket < 0) return;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        struct client *client = calloc(1, sizeof *client);
        client->socket = socket;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
        epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
    }
}

// Reads what is there; 1 when a whole request stands in the buffer, 0 when not yet, -1 when closed.
static int read_request(struct client *client) {
    ssize_t count = read(client->socket, client->bytes + client->length, BUFFER - 1 - client->length);
    if (count < 0 && errno == EAGAIN) return 0;
    if (count <= 0) return -1;
    client->length += (int)count;
    client->bytes[client->length] = 0;
    char *body = strstr(client->bytes, "\r\n\r\n");
    if (!body) return client->length < BUFFER - 1 ? 0 : -1;
    body += 4;
    char *field = strcasestr(client->bytes, "\r\ncontent-length:");
    long expected = field && field < body ? atol(field + 17) : 0;
    return client->length >= body - client->bytes + expected;
}

// The row in `.../cases/%E6%B8%AC-12/actions/...`: the digits after the last hyphen of the number.
static int64_t row_in_path(const char *path) {
    const char *end = strstr(path, "/actions/");
    if (!end) return 0;
    const char *digits = end;
    while (digits > path && digits[-1] >= '0' && digits[-1] <= '9') digits--;
    return atoll(digits);
}

static void respond(struct answer *answer, int status, const char *body) {
    answer->length = snprintf(
        answer->bytes, sizeof answer->bytes,
        "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", status, strlen(body), body);
}

static void handle(struct client *client, struct answer *answer) {
    char body[96];
    if (strncmp(client->bytes, "POST /api/v1/cases", 18)) {
        respond(answer, 200, "{\"ok\":true}");
        return;
    }
    int64_t now = time(0), row = row_in_path(client->bytes + 18);
    if (!row) {
        snprintf(body, sizeof body, "{\"number\":\"測-%lld\"}", (long long)steps_open_case(now));
        respond(answer, 201, body);
        return;
    }
    int64_t revision = steps_advance(row, now);
    if (revision < 0) {
        respond(answer, 404, "{\"title\":\"no such case\"}");
        return;
    }
    snprintf(body, sizeof body, "{\"number\":\"測-%lld\",\"revision\":%lld}", (long long)row, (long long)revision);
    respond(answer, 200, body);
}

// Works off the requests that are ready together: one transaction for all, or one for each.
static void work(struct client **ready, int count, int grouped) {
    static struct answer answers[READY];
    if (grouped) steps_begin();
    for (int i = 0; i < count; i++) {
        answers[i].client = ready[i];
        if (grouped) steps_savepoint();
        else steps_begin();
        handle(ready[i], &answers[i]);
        if (grouped) {
            steps_release();
            continue;
        }
        steps_commit();
        if (write(ready[i]->socket, answers[i].bytes, answers[i].length) < 0) perror("reference: write");
    }
    if (!grouped) return;
    steps_commit();
    for (int i = 0; i < count; i++)
        if (write(ready[i]->socket, answers[i].bytes, answers[i].length) < 0) perror("reference: write");
}

int serve(int port, int grouped) {
    int listener = listen_on(port), poll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN}, events[READY];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(poll, events, READY, -1), whole = 0;
        struct client *ready[READY];
        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            if (!client) {
                accept_all(listener, poll);
                continue;
            }
            int state = read_request(client);
            if (state < 0) {
                close(client->socket);
                free(client);
            }
            if (state <= 0) continue;
            client->length = 0;
            ready[whole++] = client;
        }
        if (whole) work(ready, whole, grouped);
    }
}
