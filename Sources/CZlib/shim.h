#ifndef EVIDENCE_CZLIB_SHIM_H
#define EVIDENCE_CZLIB_SHIM_H
#include <string.h>
#include <zlib.h>

// A macro that Swift does not import; 31 asks for gzip's header and sums.
static inline int evidence_inflate_begin(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return inflateInit2(stream, 31);
}
#endif
