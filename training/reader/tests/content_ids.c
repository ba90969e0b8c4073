/* The package's own subword ids, for the test alone: e5.c keeps its tokenizer to itself. */
#include "e5.c"

int content_ids(e5_model *m, const char *text, int *ids, int most) { return tok_content(&m->tok, text, ids, most); }
