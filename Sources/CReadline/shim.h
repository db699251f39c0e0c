// GNU readline of the system. <stdio.h> must come first; pkg-config is left out because its flags make the
// package manager warn.
#ifndef CREADLINE_SHIM_H
#define CREADLINE_SHIM_H

#include <stdio.h>

#include <readline/history.h>
#include <readline/readline.h>

#endif
