// The line editor alone: says each line, and how reading ended.
#include <CLineEdit.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *complete(void *context, const char *line, size_t start, size_t end, int32_t *appends) {
    (void)context;
    (void)line;
    *appends = 0;
    return start == end ? NULL : strdup("\xe5\x8d\xb1-\n\xe5\x8d\xb1-1\n\xe5\x8d\xb1-2");
}

static void news(void *context) {
    (void)context;
    le_print_above("news");
}

int main(void) {
    le_locale();
    int edits = le_start(complete, NULL) == 0;
    if (edits) le_idle(news, NULL, 300);
    for (int count = 0;; count++) {
        char *line = NULL;
        int32_t signal = 0;
        int32_t result = le_read(edits ? "\xe6\xb8\xac\xe8\xa9\xa6> " : NULL, &line, &signal);
        if (result == LE_LINE) {
            printf("line %zu\n", strlen(line));
            le_history_add(line);
        } else {
            printf("result %d signal %d\n", result, signal);
        }
        free(line);
        fflush(stdout);
        if (result == LE_EOF || result == LE_TERMINATED || result == LE_FAILED) break;
    }
    le_stop();
    return 0;
}
