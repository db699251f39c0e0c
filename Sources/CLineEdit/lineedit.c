//     stopped ──le_start──► idle ──le_read──► editing ──line, end, interrupt, signal──► idle
//                             └──le_busy(1)──► busy ──le_busy(0)──► idle
#define _GNU_SOURCE
#include "CLineEdit.h"

#include <stdio.h>

#include <readline/history.h>
#include <readline/readline.h>

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int signalPipe[2] = {-1, -1};
static struct termios original;
static int haveOriginal;
static volatile sig_atomic_t isBusy;
// That a signal has come which le_read has not seen yet.
static volatile sig_atomic_t hasArrived;
static volatile int64_t lastInterrupt;
static void (*volatile stopper)(void *);
static void *volatile stopperContext;

static le_complete completer;
static void *completerContext;
static char *finishedLine;
static int isFinished, isEnd, isEditing;
// What came while something else than le_read looked, and the signal by which the console has to end.
static int held, terminating;
static void (*idler)(void *);
static void *idlerContext;
static int idleAfter;
// What was read of a terminal that cannot be edited on, and how much room there is for it.
static char *bare;
static size_t bareSize, bareRoom;

// MARK: Signals

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void le_restore_terminal(void) {
    if (haveOriginal) tcsetattr(STDIN_FILENO, TCSANOW, &original);
}

static void on_signal(int number) {
    int saved = errno;
    if (isBusy && number == SIGINT) {
        int64_t time = now();
        if (lastInterrupt && time - lastInterrupt < 2000) {
            le_restore_terminal();
            _exit(130);
        }
        lastInterrupt = time;
        if (stopper) stopper(stopperContext);
    }
    if (isBusy && (number == SIGTERM || number == SIGHUP)) {
        le_restore_terminal();
        _exit(128 + number);
    }
    hasArrived = 1;
    char byte = (char)number;
    if (signalPipe[1] >= 0) (void)!write(signalPipe[1], &byte, 1);
    errno = saved;
}

static void install_handlers(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT};
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int32_t le_signal_descriptor(void) { return signalPipe[0]; }

// Which of two signals counts: what ends the console outweighs what interrupts it, and that a new size.
static int stronger(int one, int other) {
    static const int order[] = {SIGTERM, SIGHUP, SIGINT};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (one == order[i] || other == order[i]) return order[i];
    }
    return one ? one : other;
}

static int take_signal(void) {
    char bytes[64];
    int found = 0;
    ssize_t count;
    hasArrived = 0;
    while (signalPipe[0] >= 0 && (count = read(signalPipe[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) found = stronger(found, bytes[i]);
    }
    if (found == SIGTERM || found == SIGHUP) terminating = found;
    return found;
}

int32_t le_drain(void) {
    int found = take_signal();
    // Whoever waits for the server while a line is being edited must not take the line's interrupt away.
    if (isEditing) held = stronger(held, found);
    return found;
}

void le_busy(int32_t busy, void (*stop)(void *), void *context) {
    stopperContext = context;
    stopper = stop;
    lastInterrupt = 0;
    isBusy = busy;
}

// MARK: Completion

static char **split(char *packed) {
    size_t count = 2;
    for (char *p = packed; *p; p++) count += *p == '\n';
    char **matches = calloc(count + 1, sizeof *matches);
    if (!matches) return NULL;
    size_t filled = 0;
    for (char *line = strtok(packed, "\n"); line && filled < count; line = strtok(NULL, "\n")) {
        matches[filled++] = strdup(line);
    }
    // One candidate alone stands in place of the shared part.
    if (filled == 2) {
        free(matches[1]);
        matches[1] = NULL;
    }
    if (filled > 0) return matches;
    free(matches);
    return NULL;
}

static char **attempt(const char *word, int start, int end) {
    (void)word;
    rl_attempted_completion_over = 1;
    int32_t appends = 1;
    char *packed = completer(completerContext, rl_line_buffer, (size_t)start, (size_t)end, &appends);
    if (!packed) return NULL;
    rl_completion_suppress_append = !appends;
    char **matches = split(packed);
    free(packed);
    return matches;
}

static void prepare_completion(void) {
    rl_attempted_completion_function = attempt;
    rl_basic_word_break_characters = " \t\n\"'=,(){}[];<>+*/~|&";
    rl_completer_word_break_characters = (char *)" \t\n\"'=,(){}[];<>+*/~|&";
    rl_completer_quote_characters = "";
    rl_sort_completion_matches = 0;
    rl_completion_append_character = ' ';
    rl_variable_bind("bell-style", "none");
}

// MARK: Reading

int32_t le_locale(void) {
    // Only the character type: a collation or number format of the user's must not reach Lua.
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 0;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 1 : -1;
}

int32_t le_start(le_complete complete, void *context) {
    if (pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    haveOriginal = tcgetattr(STDIN_FILENO, &original) == 0;
    // Interrupts work also where nothing can be edited.
    install_handlers();
    const char *terminal = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !terminal || !*terminal || strcmp(terminal, "dumb") == 0) {
        return -1;
    }
    completer = complete;
    completerContext = context;
    rl_readline_name = "anwei console";
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    prepare_completion();
    rl_initialize();
    using_history();
    stifle_history(5000);
    atexit(le_restore_terminal);
    return 0;
}

static void on_line(char *line) {
    finishedLine = line;
    isFinished = 1;
    isEnd = line == NULL;
    rl_callback_handler_remove();
}

static void clear_line(void) {
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_replace_line("", 0);
    rl_callback_handler_remove();
    (void)!write(STDOUT_FILENO, "\n", 1);
}

// What a signal does to the line being edited; 1 if reading is over.
static int handle_signal(int32_t *result, int32_t *signalNumber) {
    int number = stronger(take_signal(), held);
    held = 0;
    switch (number) {
    case SIGINT:
        clear_line();
        *result = LE_INTERRUPT;
        return 1;
    case SIGTERM:
    case SIGHUP:
        clear_line();
        *signalNumber = number;
        *result = LE_TERMINATED;
        return 1;
    case SIGWINCH: rl_resize_terminal(); return 0;
    case SIGCONT:
        if (rl_prep_term_function) rl_prep_term_function(1);
        rl_forced_update_display();
        return 0;
    default: return 0;
    }
}

static void feed_kept(void);

// Waits for a key or a signal: 1 for a key, 0 for anything else, -1 where there is no more terminal.
static int await_key(int64_t *quietSince) {
    struct pollfd watched[2] = {{STDIN_FILENO, POLLIN, 0}, {signalPipe[0], POLLIN, 0}};
    // By the clock and not by poll's own time-out, which a ticking timer starts anew with every signal.
    int64_t left = idler ? *quietSince + idleAfter - now() : -1;
    int ready = idler && left <= 0 ? 0 : poll(watched, 2, (int)left);
    if (ready < 0) return errno == EINTR ? 0 : -1;
    if (ready == 0 && idler) idler(idlerContext);
    *quietSince = now();
    // A signal that came after the poll came before what was typed after it: the terminal keeps that order.
    if (ready == 0 || watched[1].revents || hasArrived) return 0;
    return watched[0].revents & (POLLIN | POLLHUP) ? 1 : watched[0].revents ? -1 : 0;
}

static int32_t edit(const char *prompt, int32_t *signalNumber) {
    int32_t result = LE_FAILED;
    rl_callback_handler_install(prompt, on_line);
    feed_kept();
    int64_t quietSince = now();
    while (!isFinished) {
        int key = await_key(&quietSince);
        if (key < 0) break;
        if (key > 0) rl_callback_read_char();
        if (!isFinished && (hasArrived || held) && handle_signal(&result, signalNumber)) return result;
    }
    if (!isFinished) {
        rl_callback_handler_remove();
        return LE_FAILED;
    }
    return isEnd ? LE_EOF : LE_LINE;
}

// A line from a terminal that cannot be edited on; the kernel does the little editing there is.
static int32_t take_line(int32_t *signalNumber) {
    int64_t quietSince = now();
    for (;;) {
        char *newline = bareSize ? memchr(bare, '\n', bareSize) : NULL;
        if (newline) {
            size_t length = (size_t)(newline - bare);
            finishedLine = strndup(bare, length);
            bareSize -= length + 1;
            memmove(bare, newline + 1, bareSize);
            return LE_LINE;
        }
        int key = await_key(&quietSince);
        if (key < 0) return LE_FAILED;
        if (hasArrived || held) {
            int number = stronger(take_signal(), held);
            held = 0;
            if (number != SIGINT && number != SIGTERM && number != SIGHUP) continue;
            bareSize = 0;
            (void)!write(STDERR_FILENO, "\n", 1);
            *signalNumber = number;
            return number == SIGINT ? LE_INTERRUPT : LE_TERMINATED;
        }
        if (key == 0) continue;
        if (bareRoom < bareSize + 4096) {
            char *larger = realloc(bare, bareRoom + 65536);
            if (!larger) return LE_FAILED;
            bare = larger;
            bareRoom += 65536;
        }
        ssize_t count = read(STDIN_FILENO, bare + bareSize, 4096);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return LE_EOF;
        bareSize += (size_t)count;
    }
}

int32_t le_read(const char *prompt, char **line, int32_t *signalNumber) {
    finishedLine = NULL;
    isFinished = isEnd = held = 0;
    // An interrupt of what ran before is over; what ends the console is not.
    take_signal();
    if (terminating) {
        *signalNumber = terminating;
        return LE_TERMINATED;
    }
    // A question that a command asks can be interrupted without ending the command's console.
    int wasBusy = isBusy;
    isBusy = 0;
    isEditing = 1;
    int32_t result = prompt ? edit(prompt, signalNumber) : take_line(signalNumber);
    isEditing = 0;
    isBusy = wasBusy;
    *line = finishedLine;
    return result;
}

void le_history_add(const char *line) { add_history(line); }

void le_stop(void) {
    rl_callback_handler_remove();
    le_restore_terminal();
}

int32_t le_columns(int32_t descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int32_t le_rows(int32_t descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

// MARK: Beside the line

void le_idle(void (*idle)(void *), void *context, int32_t milliseconds) {
    idler = idle;
    idlerContext = context;
    idleAfter = milliseconds;
}

void le_print_above(const char *text) {
    if (!isEditing) {
        fprintf(stderr, "%s\n", text);
        return;
    }
    rl_clear_visible_line();
    fprintf(rl_outstream, "%s\n", text);
    rl_on_new_line();
    rl_forced_update_display();
}

// Takes the terminal out of lines and echo; the modes before are in *before. 0 if it is no terminal.
static int take_keys(struct termios *before) {
    if (tcgetattr(STDIN_FILENO, before) != 0) return 0;
    struct termios raw = *before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    return tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

int32_t le_wait(int32_t milliseconds) {
    struct termios before;
    int hasKeys = take_keys(&before);
    int64_t end = now() + milliseconds;
    int32_t result = 0;
    while (result == 0) {
        int64_t left = end - now();
        if (left <= 0) break;
        struct pollfd watched[2] = {{signalPipe[0], POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
        if (poll(watched, hasKeys ? 2 : 1, (int)left) <= 0) continue;
        if (watched[0].revents) {
            int number = le_drain();
            if (number == SIGINT || number == SIGTERM || number == SIGHUP) result = 2;
        } else if (watched[1].revents) {
            char bytes[64];
            (void)!read(STDIN_FILENO, bytes, sizeof bytes);
            result = 1;
        }
    }
    if (hasKeys) tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return result;
}

// What was typed before the first prompt.
static char kept[4096];
static size_t keptSize;

static void feed_kept(void) {
    size_t used = 0;
    while (used < keptSize && !isFinished) {
        rl_stuff_char((unsigned char)kept[used++]);
        rl_callback_read_char();
    }
    keptSize -= used;
    memmove(kept, kept + used, keptSize);
}

// Takes the report ESC [ row ; column R out of what has come; 0 if it is not there yet.
static int take_report(void) {
    for (size_t start = 0; start + 1 < keptSize; start++) {
        if (kept[start] != 27 || kept[start + 1] != '[') continue;
        int row = 0, column = 0, length = 0;
        kept[keptSize] = 0;
        if (sscanf(kept + start, "\033[%d;%dR%n", &row, &column, &length) != 2 || length == 0) continue;
        memmove(kept + start, kept + start + length, keptSize - start - (size_t)length);
        keptSize -= (size_t)length;
        return column;
    }
    return 0;
}

int32_t le_measure_width(int32_t milliseconds) {
    struct termios before;
    if (!isatty(STDOUT_FILENO) || !take_keys(&before)) return 0;
    static const char question[] = "\r\xe2\x97\x8b\033[6n";
    (void)!write(STDOUT_FILENO, question, sizeof question - 1);
    int64_t end = now() + milliseconds;
    int column = 0;
    while (column == 0 && keptSize < sizeof kept - 1) {
        int64_t left = end - now();
        struct pollfd watched = {STDIN_FILENO, POLLIN, 0};
        if (left <= 0 || poll(&watched, 1, (int)left) <= 0) break;
        ssize_t count = read(STDIN_FILENO, kept + keptSize, sizeof kept - 1 - keptSize);
        if (count <= 0) break;
        keptSize += (size_t)count;
        column = take_report();
    }
    static const char erase[] = "\r\033[K";
    (void)!write(STDOUT_FILENO, erase, sizeof erase - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return column == 2 || column == 3 ? column - 1 : 0;
}

// MARK: Other programs

extern char **environ;

static void write_all(int descriptor, const char *text, size_t size) {
    while (size > 0) {
        ssize_t count = write(descriptor, text, size);
        if (count < 0 && errno == EINTR) continue;
        // A pager that was left early does not want the rest.
        if (count <= 0) return;
        text += count;
        size -= (size_t)count;
    }
}

int32_t le_run(const char *const *arguments, const char *text, size_t size) {
    int ends[2] = {-1, -1};
    if (text && pipe2(ends, O_CLOEXEC) != 0) return -1;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (text) posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGQUIT);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t child = 0;
    int problem = posix_spawnp(&child, arguments[0], &actions, &attributes, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (text) close(ends[0]);
    int status = 0;
    if (problem == 0) {
        if (text) {
            write_all(ends[1], text, size);
            close(ends[1]);
        }
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    } else if (text) {
        close(ends[1]);
    }
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    if (problem != 0) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
