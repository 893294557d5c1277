/* What the module shows to the program that opens it: this one symbol. */
#ifndef BZ_PAPER_PAPER_H
#define BZ_PAPER_PAPER_H

#include "render/paper.h"

__attribute__((visibility("default"))) extern const bz_paper_calls bz_paper_module;

#endif
