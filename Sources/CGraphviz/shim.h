#ifndef EVIDENCE_CGRAPHVIZ_SHIM_H
#define EVIDENCE_CGRAPHVIZ_SHIM_H
#include <gvc.h>

// `Agdirected` is mutable global state, which Swift 6 refuses; a directed graph by a function.
static inline Agraph_t *evidence_open(const char *name) {
  return agopen((char *)name, Agdirected, 0);
}

// The C functions take `char *` but write nothing to it.
static inline Agnode_t *evidence_node(Agraph_t *graph, const char *name) {
  return agnode(graph, (char *)name, 1);
}

static inline Agedge_t *evidence_edge(Agraph_t *graph, Agnode_t *from, Agnode_t *to,
                                      const char *name) {
  return agedge(graph, from, to, (char *)name, 1);
}

static inline Agraph_t *evidence_subgraph(Agraph_t *graph, const char *name) {
  return agsubg(graph, (char *)name, 1);
}

static inline void evidence_set(void *object, const char *name, const char *value) {
  agsafeset(object, (char *)name, (char *)value, (char *)"");
}

// Macros that Swift does not import.
static inline double evidence_node_x(Agnode_t *node) { return ND_coord(node).x; }
static inline double evidence_node_y(Agnode_t *node) { return ND_coord(node).y; }
static inline double evidence_height(Agraph_t *graph) { return GD_bb(graph).UR.y; }
static inline double evidence_width(Agraph_t *graph) { return GD_bb(graph).UR.x; }

// The spline of an edge: how many Bézier pieces, how many points in one, and a point.
static inline int evidence_pieces(Agedge_t *edge) {
  return ED_spl(edge) ? (int)ED_spl(edge)->size : 0;
}
static inline int evidence_points(Agedge_t *edge, int piece) {
  return (int)ED_spl(edge)->list[piece].size;
}
static inline double evidence_point_x(Agedge_t *edge, int piece, int point) {
  return ED_spl(edge)->list[piece].list[point].x;
}
static inline double evidence_point_y(Agedge_t *edge, int piece, int point) {
  return ED_spl(edge)->list[piece].list[point].y;
}

// The length is `unsigned int` here and `size_t` in later versions: room for either.
static inline char *evidence_svg(GVC_t *context, Agraph_t *graph) {
  char *text = 0;
  size_t length = 0;
  if (gvRenderData(context, graph, "svg", &text, (void *)&length) != 0) return 0;
  return text;
}

#endif
