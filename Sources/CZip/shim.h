#ifndef EVIDENCE_CZIP_SHIM_H
#define EVIDENCE_CZIP_SHIM_H
#include <stdint.h>
#include <zip.h>
#endif
