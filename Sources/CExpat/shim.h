#ifndef EVIDENCE_CEXPAT_SHIM_H
#define EVIDENCE_CEXPAT_SHIM_H
#include <stdint.h>
#include <expat.h>
#endif
