// Line editing for one terminal, on the main thread: readline's globals stay behind this header.
//
// Signals only set a flag and write a byte to a pipe that le_read and the network client poll. While the console
// is busy (le_busy), the first interrupt calls the stopper, and a second one within two seconds ends the process:
// a script or a server that does not answer can always be left.
#ifndef CLINEEDIT_H
#define CLINEEDIT_H

#include <stddef.h>
#include <stdint.h>

/// What le_read came back with.
enum { LE_LINE = 0, LE_EOF = 1, LE_INTERRUPT = 2, LE_TERMINATED = 3, LE_FAILED = 4 };

/// Candidates for the word at start..<end of the line (byte offsets), as malloc'ed text: first the part that all
/// of them share, then one candidate a line; NULL for none. `*appends` says whether a space may follow.
typedef char *(*le_complete)(void *context, const char *line, size_t start, size_t end, int32_t *appends);

/// Prepares the terminal and the signals. 0 if stdin and stdout are a terminal that readline can edit on, else -1.
int32_t le_start(le_complete complete, void *context);
/// Sets the locale's character type to UTF-8; 0 if the terminal's own is UTF-8, 1 if it had to be C.UTF-8, -1.
int32_t le_locale(void);
/// Reads a line; without a prompt it is not edited. For LE_LINE, `*line` is malloc'ed; for LE_TERMINATED, `*signal`
/// says by which.
int32_t le_read(const char *prompt, char **line, int32_t *signal);
/// Puts a line into the history that arrow keys and Ctrl-R walk through.
void le_history_add(const char *line);
/// Says that the console is busy, and what an interrupt shall call then; the call must be signal safe.
void le_busy(int32_t busy, void (*stopper)(void *), void *context);
/// A descriptor that becomes readable when a signal has come; le_drain empties it and says which came (0: none).
int32_t le_signal_descriptor(void);
int32_t le_drain(void);
/// Gives the terminal back.
void le_stop(void);
/// The same, from a signal handler or before _exit.
void le_restore_terminal(void);
/// The columns of the terminal at a descriptor; 0 if it is none.
int32_t le_columns(int32_t descriptor);
/// Its rows; 0 if it is none.
int32_t le_rows(int32_t descriptor);

/// What is called after so many milliseconds without a key while a line is being edited.
void le_idle(void (*idle)(void *), void *context, int32_t milliseconds);
/// Prints a line above the one being edited, which keeps its text and its cursor; without one it just prints.
void le_print_above(const char *text);
/// Waits so long for a key or a signal: 0 the time is over, 1 a key (which is swallowed), 2 a signal.
int32_t le_wait(int32_t milliseconds);
/// How many columns the terminal gives to a sign of ambiguous width, by writing one and asking where the cursor is:
/// 1 or 2; 0 if it does not answer within the time. What was typed meanwhile is kept for le_read.
int32_t le_measure_width(int32_t milliseconds);
/// Runs a program found by PATH with the terminal as its own, its input from `text` unless that is NULL.
/// Interrupts belong to it meanwhile. Its exit code, 128 + n for a signal, or -1 if it cannot be started.
int32_t le_run(const char *const *arguments, const char *text, size_t size);

#endif
