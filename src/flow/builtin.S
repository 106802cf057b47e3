/* flow/builtin.S - the workflows and forms carried inside the program: all of
 * data/workflows and data/forms, as flow/shipped.h of the build lists them. */
#include "flow/shipped.h"

#define TEXT(path) #path
#define FILE_TEXT(path) TEXT(path)
#define CARRY(name, path)                       \
	.balign 16;                             \
	.globl name;                            \
	.type name, %object;                    \
name: ;                                         \
	.incbin FILE_TEXT(path);                \
	.globl name##_end;                      \
name##_end: ;                                   \
	.byte 0;
#define FLOW(id) CARRY(gd_wf_##id, workflows/id.yaml)
#define FORMS(id) CARRY(gd_forms_##id, forms/id.yaml)

	.section .rodata
GD_SHIPPED_FLOWS(FLOW)
GD_SHIPPED_FORMS(FORMS)
	.section .note.GNU-stack,"",%progbits
