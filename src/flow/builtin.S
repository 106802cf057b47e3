/* flow/builtin.S - the workflow every new book starts with, its forms. */
	.section .rodata
	.balign 16
	.globl gd_wf_export
	.type gd_wf_export, %object
gd_wf_export:
	.incbin "workflows/export.yaml"
	.globl gd_wf_export_end
gd_wf_export_end:
	.byte 0
	.balign 16
	.globl gd_forms_export
	.type gd_forms_export, %object
gd_forms_export:
	.incbin "forms/export.yaml"
	.globl gd_forms_export_end
gd_forms_export_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
