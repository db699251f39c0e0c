// A load of HTTP/1.1 keep-alive clients: each sends a request, waits for the whole answer, sends the next.
//
//   load [option ...] HOST PORT CONNECTIONS SECONDS REQUESTS
//     -H 'Name: value'   a header for every request; may be repeated
//     -k PREFIX          send `Idempotency-Key: PREFIX-connection-serial`, each once
//     -w SECONDS         run this long before anything is counted (default 0.5)
//     -n COUNT           stop after COUNT requests, each answered, whatever SECONDS says; none is warm-up
//
// REQUESTS is a file of lines `KEY<TAB>METHOD<TAB>PATH<TAB>BODY`. A line belongs to connection KEY modulo
// CONNECTIONS, so that all requests for one case go over one connection, in the order of the file, from
// the beginning again after its end. Prints one line of JSON; the first answer that is no 2xx goes to
// stderr. One thread: it drives about 100,000 requests a second, far more than what it measures.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER = 1 << 18, REQUEST = 1 << 16, HEADERS = 4096 };

struct line {
    long key;
    char *method, *path, *body;
    struct line *next;
};

struct connection {
    int socket, index;
    struct line *lines, *line;
    long serial;
    char *request, *answer;
    int request_length, sent, received;
    double started;
};

static struct sockaddr_in server;
static char headers[HEADERS], *key_prefix;
static int poll_set, broken, reported;
static long good, good_from_start, refused, reconnects;
static long to_send = -1, to_answer = -1;  // left of -n; below zero: no end
static double *latencies;
static size_t latency_count, latency_room, counting_from;

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static void die(const char *what) {
    perror(what);
    exit(7);
}

static struct line *read_lines(const char *path, int *count) {
    FILE *file = fopen(path, "r");
    if (!file) die(path);
    struct line *first = 0, **last = &first;
    char *text = 0;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&text, &room, file)) > 0) {
        if (text[length - 1] == '\n') text[length - 1] = 0;
        char *rest = strdup(text), *key = strsep(&rest, "\t"), *method = strsep(&rest, "\t"), *where = strsep(&rest, "\t");
        if (!where || strlen(text) > REQUEST / 2) {
            fprintf(stderr, "load: %s: line %d is not KEY, METHOD, PATH, BODY\n", path, *count + 1);
            exit(2);
        }
        struct line *line = calloc(1, sizeof *line);
        *line = (struct line){.key = atol(key), .method = method, .path = where, .body = rest ? rest : ""};
        *last = line;
        last = &line->next;
        (*count)++;
    }
    free(text);
    fclose(file);
    return first;
}

// Gives each connection the lines of its keys, in order.
static void deal(struct line *first, struct connection *connections, int count) {
    struct line **ends[count];
    for (int i = 0; i < count; i++) ends[i] = &connections[i].lines;
    for (struct line *line = first, *next; line; line = next) {
        next = line->next;
        line->next = 0;
        long owner = line->key % count;
        *ends[owner] = line;
        ends[owner] = &line->next;
    }
}

static void watch(struct connection *connection, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(poll_set, operation, connection->socket, &event)) die("load: epoll");
}

static void open_socket(struct connection *connection) {
    int yes = 1;
    connection->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection->socket, (struct sockaddr *)&server, sizeof server)) die("load: connect");
    setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    fcntl(connection->socket, F_SETFL, O_NONBLOCK);
    watch(connection, EPOLL_CTL_ADD, EPOLLIN);
}

// Writes what the socket takes; whatever is left waits for it to become writable.
static void push(struct connection *connection) {
    while (connection->sent < connection->request_length) {
        ssize_t count = write(
            connection->socket, connection->request + connection->sent,
            connection->request_length - connection->sent);
        if (count < 0 && errno == EAGAIN) {
            watch(connection, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            return;
        }
        if (count < 0) {
            broken = 1;
            return;
        }
        connection->sent += (int)count;
    }
}

static void send_next(struct connection *connection) {
    if (!to_send) return;
    to_send--;
    connection->line = connection->line && connection->line->next ? connection->line->next : connection->lines;
    struct line *line = connection->line;
    char key[160] = "";
    if (key_prefix)
        snprintf(key, sizeof key, "Idempotency-Key: %s-%d-%ld\r\n", key_prefix, connection->index, connection->serial++);
    connection->request_length = snprintf(
        connection->request, REQUEST,
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%sContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
        line->method, line->path, headers, key, strlen(line->body), line->body);
    if (connection->request_length >= REQUEST) {
        fprintf(stderr, "load: a request is longer than %d bytes\n", REQUEST);
        exit(2);
    }
    connection->sent = connection->received = 0;
    connection->started = microseconds();
    push(connection);
}

// Whether the whole answer has arrived: by its length, or by the last chunk.
static int is_whole(struct connection *connection) {
    char *body = strstr(connection->answer, "\r\n\r\n");
    if (!body) return 0;
    body += 4;
    char *field = strcasestr(connection->answer, "\r\ncontent-length:");
    if (field && field < body) return connection->received >= body - connection->answer + atol(field + 17);
    char *coding = strcasestr(connection->answer, "\r\ntransfer-encoding:");
    if (coding && coding < body)
        return connection->received >= 5 && !memcmp(connection->answer + connection->received - 5, "0\r\n\r\n", 5);
    return 1;
}

static void count(struct connection *connection, double now) {
    int status = connection->received > 12 ? atoi(connection->answer + 9) : 0;
    if (status / 100 == 2) {
        good++;
        good_from_start++;
    } else {
        refused++;
        if (!reported++) fprintf(stderr, "load: first answer that is no 2xx:\n%s\n", connection->answer);
    }
    if (latency_count == latency_room) {
        latency_room = latency_room ? latency_room * 2 : 1 << 16;
        latencies = realloc(latencies, latency_room * sizeof *latencies);
    }
    latencies[latency_count++] = now - connection->started;
}

static void receive(struct connection *connection) {
    ssize_t length = read(connection->socket, connection->answer + connection->received, ANSWER - 1 - connection->received);
    if (length < 0 && errno == EAGAIN) return;
    if (length <= 0) {
        broken = 1;
        return;
    }
    connection->received += (int)length;
    connection->answer[connection->received] = 0;
    if (!is_whole(connection)) return;
    count(connection, microseconds());
    to_answer--;
    send_next(connection);
}

// A connection that the server closed: its request counts as refused, and a new one takes its place.
static void reopen(struct connection *connection) {
    broken = 0;
    refused++;
    if (++reconnects > 1000) {
        fprintf(stderr, "load: the server keeps closing connections\n");
        exit(7);
    }
    close(connection->socket);
    open_socket(connection);
    send_next(connection);
}

static void drive(double until) {
    struct epoll_event events[256];
    while (to_answer && microseconds() < until) {
        int ready = epoll_wait(poll_set, events, 256, 50);
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (events[i].events & EPOLLOUT) {
                watch(connection, EPOLL_CTL_MOD, EPOLLIN);
                push(connection);
            }
            if (!broken && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(connection);
            if (broken) reopen(connection);
        }
    }
}

static void report(int connections, double seconds) {
    size_t n = latency_count - counting_from;
    double *counted = latencies + counting_from;
    qsort(counted, n, sizeof *counted, ascending);
    printf("{\"connections\":%d,\"seconds\":%.3f,\"requests\":%zu,\"good\":%ld,\"good_from_start\":%ld,\"refused\":%ld,\"reconnects\":%ld,"
           "\"per_s\":%.1f,\"p50_us\":%.0f,\"p99_us\":%.0f,\"max_us\":%.0f}\n",
           connections, seconds, n, good, good_from_start, refused, reconnects, good / seconds, n ? counted[n / 2] : 0,
           n ? counted[(size_t)(n * 0.99)] : 0, n ? counted[n - 1] : 0);
}

static void add_header(const char *header) {
    size_t used = strlen(headers);
    if (used + strlen(header) + 3 > sizeof headers) {
        fprintf(stderr, "load: too many headers\n");
        exit(2);
    }
    sprintf(headers + used, "%s\r\n", header);
}

int main(int words, char **word) {
    double warm = 0.5;
    for (int option; (option = getopt(words, word, "H:k:w:n:")) != -1;) {
        if (option == 'H') add_header(optarg);
        else if (option == 'k') key_prefix = optarg;
        else if (option == 'w') warm = atof(optarg);
        else if (option == 'n') to_send = to_answer = atol(optarg), warm = 0;
        else return 2;
    }
    int clients = words - optind == 5 ? atoi(word[optind + 2]) : 0, lines = 0;
    if (clients < 1) {
        fprintf(stderr, "usage: load [-H HEADER] [-k PREFIX] [-w SECONDS] [-n COUNT] HOST PORT CONNECTIONS SECONDS REQUESTS\n");
        return 2;
    }
    double seconds = atof(word[optind + 3]);
    server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(word[optind + 1]))};
    if (inet_pton(AF_INET, word[optind], &server.sin_addr) != 1) die("load: HOST must be an IPv4 address");
    struct line *first = read_lines(word[optind + 4], &lines);
    struct connection *connections = calloc(clients, sizeof *connections);
    deal(first, connections, clients);
    poll_set = epoll_create1(0);
    for (int i = 0; i < clients; i++) {
        connections[i].index = i;
        connections[i].request = malloc(REQUEST);
        connections[i].answer = malloc(ANSWER);
        if (!connections[i].lines) {
            fprintf(stderr, "load: no requests for connection %d\n", i);
            return 2;
        }
        open_socket(&connections[i]);
    }
    for (int i = 0; i < clients; i++) send_next(&connections[i]);
    drive(microseconds() + warm * 1e6);
    counting_from = latency_count;
    good = refused = 0;
    double start = microseconds();
    drive(start + seconds * 1e6);
    report(clients, (microseconds() - start) / 1e6);
    return 0;
}
