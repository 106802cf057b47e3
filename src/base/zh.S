/* base/zh.S - the Chinese texts, built out of data/po, inside the program. */
	.section .rodata
	.balign 16
	.globl gd_zh_mo
	.type gd_zh_mo, %object
gd_zh_mo:
	.incbin "zh.mo"
	.globl gd_zh_mo_end
gd_zh_mo_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
