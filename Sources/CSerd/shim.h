#ifndef EVIDENCE_CSERD_SHIM_H
#define EVIDENCE_CSERD_SHIM_H
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <serd/serd.h>

// The message of an error; its arguments are a list that Swift cannot read.
static inline void evidence_serd_message(const SerdError *error, char *text, size_t size) {
  if (!size) return;
  text[0] = 0;
  if (error->fmt && error->args) {
    va_list copy;
    va_copy(copy, *error->args);
    vsnprintf(text, size, error->fmt, copy);
    va_end(copy);
  }
}
#endif
