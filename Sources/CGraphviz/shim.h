#ifndef EVIDENCE_CGRAPHVIZ_SHIM_H
#define EVIDENCE_CGRAPHVIZ_SHIM_H
#include <gvc.h>
#endif
