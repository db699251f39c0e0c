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
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int signalPipe[2] = {-1, -1};
static struct termios original;
static int haveOriginal;
static volatile sig_atomic_t lastSignal, isBusy;
static volatile int64_t lastInterrupt;
static void (*volatile stopper)(void *);
static void *volatile stopperContext;

static le_complete completer;
static void *completerContext;
static char *finishedLine;
static int isFinished, isEnd;

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
    lastSignal = number;
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

int32_t le_drain(void) {
    char bytes[64];
    int found = 0;
    ssize_t count;
    while (signalPipe[0] >= 0 && (count = read(signalPipe[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            // What ends the console outweighs what interrupts it, and that outweighs a new size.
            int number = bytes[i];
            if (number == SIGTERM || number == SIGHUP) found = number;
            else if (number == SIGINT && found != SIGTERM && found != SIGHUP) found = SIGINT;
            else if (!found) found = number;
        }
    }
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
    const char *terminal = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !terminal || strcmp(terminal, "dumb") == 0) return -1;
    if (pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    haveOriginal = tcgetattr(STDIN_FILENO, &original) == 0;
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
    install_handlers();
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
    int number = le_drain();
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

int32_t le_read(const char *prompt, char **line, int32_t *signalNumber) {
    int32_t result = LE_FAILED;
    finishedLine = NULL;
    isFinished = isEnd = 0;
    le_drain();
    rl_callback_handler_install(prompt, on_line);
    struct pollfd watched[2] = {{STDIN_FILENO, POLLIN, 0}, {signalPipe[0], POLLIN, 0}};
    while (!isFinished) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR) break;
        if (watched[1].revents && handle_signal(&result, signalNumber)) return result;
        if (watched[0].revents & (POLLIN | POLLHUP)) rl_callback_read_char();
        else if (watched[0].revents) break;
        watched[0].revents = watched[1].revents = 0;
    }
    if (!isFinished) {
        rl_callback_handler_remove();
        return LE_FAILED;
    }
    *line = finishedLine;
    return isEnd ? LE_EOF : LE_LINE;
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
