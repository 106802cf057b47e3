/* app/calendar_data.S - the calendars gendan comes with. */
	.section .rodata
	.balign 16
	.globl gd_calendar_cn
	.type gd_calendar_cn, %object
gd_calendar_cn:
	.incbin "calendars/CN.csv"
	.globl gd_calendar_cn_end
gd_calendar_cn_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
